import type { GoogleAccount, GoogleAccountStatus } from "@beep/connections/contract/GoogleAccount"
import { Button } from "@beep/ui/Button"
import { Chip } from "@beep/ui/Chip"
import { Mark } from "@beep/ui/Mark"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Check, CircleSlash, RefreshCw, ShieldAlert, TriangleAlert, Unplug } from "lucide-react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { google as words } from "../../messages/google.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { exactInstant } from "../../shell/times.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { MailProgress } from "./MailProgress.tsx"
import { accountsQuery, type MailAnswer, mailQuery, startMail, unfiledQuery } from "./queries.ts"
import { ScopePrompt } from "./ScopePrompt.tsx"
import { type Relink, useLink } from "./useLink.ts"

const looks: Readonly<Record<GoogleAccountStatus, readonly ["plain" | "ok" | "warn" | "bad", ReactNode]>> = {
  active: ["ok", <Check key="icon" strokeWidth={1.5} />],
  needs_relink: ["bad", <TriangleAlert key="icon" strokeWidth={1.5} />],
  missing_scopes: ["warn", <ShieldAlert key="icon" strokeWidth={1.5} />],
  revoked: ["plain", <Unplug key="icon" strokeWidth={1.5} />]
}

const isReading = (answer: MailAnswer | undefined): boolean =>
  answer?.is === "status" && (answer.status.phase === "listing" || answer.status.phase === "fetching")

/** The reading of one account's mail; its end is said, and renews what waits to be filed. */
const useMail = (account: GoogleAccount, name: string) => {
  const queries = useQueryClient()
  const query = useQuery({ ...mailQuery(account.providerAccountId), enabled: account.status !== "revoked" })
  const before = useRef(false)
  const reading = isReading(query.data)
  const outcome = query.data?.is === "status" ? query.data.status.outcome : null
  useEffect(() => {
    const was = before.current
    before.current = reading
    if (!was || reading) return
    toast(outcome === "succeeded" || outcome === "partial" ? words.syncEnded(name) : words.syncStopped(name))
    void queries.invalidateQueries(unfiledQuery)
    void queries.invalidateQueries(accountsQuery)
  }, [reading, outcome, name, queries])
  const start = useMutation({
    mutationFn: () => startMail(account.providerAccountId),
    onSuccess: (answer) => {
      queries.setQueryData(mailQuery(account.providerAccountId).queryKey, answer)
      if (answer.is === "choose") toast(words.chooseFirst)
      if (answer.is !== "status") void queries.invalidateQueries(accountsQuery)
    }
  })
  return { query, start, reading }
}

const Unlink = ({ account, name }: { readonly account: GoogleAccount; readonly name: string }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { providerAccountId } = account
  const unlink = useMutation({
    mutationFn: () => callApi((client) => client.google.unlink({ params: { providerAccountId } })),
    onSuccess: (accounts) => {
      setAsking(false)
      queries.setQueryData(accountsQuery.queryKey, accounts)
      toast(words.unlinked)
    }
  })
  return (
    <>
      <Button size="small" aria-label={words.unlinkNamed(name)} onClick={() => setAsking(true)}>
        {words.unlink}
      </Button>
      <ConfirmSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={words.unlinkTitle(name)}
        action={words.unlink}
        busyLabel={words.unlinking}
        busy={unlink.isPending}
        error={unlink.error}
        onConfirm={() => unlink.mutate()}
      >
        <p>{words.unlinkText}</p>
        <p>{words.unlinkKept}</p>
      </ConfirmSheet>
    </>
  )
}

/** One linked account: how it stands, what it allows, how far its mail is read, and what can be done about it. */
export const AccountCard = ({
  account,
  requiredScopes,
  mayManage
}: {
  readonly account: GoogleAccount
  readonly requiredScopes: ReadonlyArray<string>
  readonly mayManage: boolean
}) => {
  const name = account.email ?? words.unnamed
  const [tone, icon] = looks[account.status]
  const relink = useLink(requiredScopes, account.providerAccountId)
  const { query, reading, start } = useMail(account, name)
  const answer = query.data
  const isLive = account.status !== "revoked"
  const missing = answer?.is === "expand" ? answer.problem.missingScopes : account.missingScopes
  const asked: Relink | null = answer?.is === "expand" ? answer.problem.relink : null
  const needsRelink = account.status === "needs_relink" || account.status === "revoked" || answer?.is === "relink"
  const leaving = relink.isPending || relink.isSuccess
  const isBusy = start.isPending || reading
  return (
    <li className="grid gap-3 border-t border-line py-4 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="min-w-0 text-14 font-medium break-all">{name}</h3>
        <Mark tone={tone} icon={icon}>
          {words.statuses[account.status]}
        </Mark>
        {account.isActive ? <Chip>{words.active}</Chip> : null}
      </div>
      <p className="text-12 text-muted">
        {words.since(exactInstant(account.linkedAt))}
        {account.isOwn ? null : `, ${words.byColleague}`}
      </p>
      {isLive ? (
        <ul aria-label={words.allowed} className="grid gap-1 text-12">
          {requiredScopes.map((scope) => {
            const isAllowed = account.scopes.includes(scope) && !missing.includes(scope)
            return (
              <li key={scope}>
                <Mark
                  tone={isAllowed ? "ok" : "warn"}
                  icon={isAllowed ? <Check strokeWidth={1.5} /> : <CircleSlash strokeWidth={1.5} />}
                >
                  <span className="whitespace-normal">
                    {words.scopeOf(scope)}
                    <span className="sr-only">: {isAllowed ? words.allowed : words.notAllowed}</span>
                  </span>
                </Mark>
              </li>
            )
          })}
        </ul>
      ) : null}
      {isLive && !needsRelink && missing.length > 0 ? (
        <ScopePrompt missing={missing} busy={leaving} onAuthorise={account.isOwn ? () => relink.mutate(asked) : undefined} />
      ) : null}
      {answer?.is === "status" ? <MailProgress status={answer.status} name={name} /> : null}
      {query.isError && isLive ? <FailureNotice error={query.error} /> : null}
      {start.isError ? <FailureNotice error={start.error} /> : null}
      {relink.isError ? <FailureNotice error={relink.error} /> : null}
      <div className="flex flex-wrap gap-2">
        {isLive && !needsRelink && missing.length === 0 ? (
          <Button
            size="small"
            aria-label={words.syncNamed(name)}
            unavailable={isBusy}
            onClick={() => (isBusy ? undefined : start.mutate())}
          >
            <RefreshCw strokeWidth={1.5} aria-hidden="true" />
            {words.sync}
          </Button>
        ) : null}
        {needsRelink && account.isOwn ? (
          <Button
            size="small"
            aria-label={words.reconnectNamed(name)}
            unavailable={leaving}
            onClick={() => (leaving ? undefined : relink.mutate(null))}
          >
            {leaving ? words.leaving : words.reconnect}
          </Button>
        ) : null}
        {isLive && (account.isOwn || mayManage) ? <Unlink account={account} name={name} /> : null}
      </div>
    </li>
  )
}

import { Mark } from "@beep/ui/Mark"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Check, RefreshCw, ShieldAlert, TriangleAlert, Unplug } from "lucide-react"
import { type ReactNode, useEffect, useRef } from "react"
import type { GoogleAccount } from "@beep/connections/contract/GoogleAccount"
import type { ClientId } from "@beep/kernel/ids"
import { google } from "../../messages/google.ts"
import { knowledge as words } from "../../messages/knowledge.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { accountsQuery, mailQuery } from "../google/queries.ts"
import { knowledgeKey } from "./queries.ts"

const ToConnections = ({ children }: { readonly children: ReactNode }) => (
  <Link
    to="/settings/connections"
    search={{}}
    className="inline-flex min-h-6 items-center rounded-chip text-brand-text hover:underline"
  >
    {children}
  </Link>
)

const Line = ({
  action,
  children,
  icon,
  tone = "plain"
}: {
  readonly children: ReactNode
  readonly icon: ReactNode
  readonly tone?: "plain" | "ok" | "warn" | "bad"
  readonly action?: ReactNode
}) => (
  <p role="status" className="flex flex-wrap items-center gap-x-3 text-12">
    <Mark tone={tone} icon={icon}>
      <span className="whitespace-normal">{children}</span>
    </Mark>
    {action}
  </p>
)

/** The reading of the mailbox the organization chose; its end renews what is shown. */
const Reading = ({ account, clientId }: { readonly account: GoogleAccount; readonly clientId: ClientId }) => {
  const now = useNow()
  const queries = useQueryClient()
  const query = useQuery(mailQuery(account.providerAccountId))
  const answer = query.data
  const status = answer?.is === "status" ? answer.status : undefined
  const finished = status?.finishedAt?.epochMilliseconds
  const before = useRef(finished)
  useEffect(() => {
    const was = before.current
    before.current = finished
    if (finished !== undefined && was !== finished) void queries.invalidateQueries({ queryKey: knowledgeKey(clientId) })
  }, [finished, queries, clientId])
  if (query.isError && answer === undefined) return <FailureNotice error={query.error} />
  if (answer === undefined) return null
  if (answer.is === "relink" || account.status === "needs_relink")
    return (
      <Line tone="bad" icon={<TriangleAlert strokeWidth={1.5} />} action={<ToConnections>{words.toReconnect}</ToConnections>}>
        {google.errors.relink}
      </Line>
    )
  if (answer.is === "expand" || account.missingScopes.length > 0)
    return (
      <Line tone="warn" icon={<ShieldAlert strokeWidth={1.5} />} action={<ToConnections>{words.toAllow}</ToConnections>}>
        {google.needMore}
      </Line>
    )
  if (status === undefined || status.phase === "never")
    return (
      <Line icon={<Unplug strokeWidth={1.5} />} action={<ToConnections>{words.toConnections}</ToConnections>}>
        {google.never}
      </Line>
    )
  // A reading that meets trouble stands open and goes on by itself: the trouble is what there is to say.
  if (status.error !== null)
    return (
      <Line tone="warn" icon={<TriangleAlert strokeWidth={1.5} />} action={<ToConnections>{words.toConnections}</ToConnections>}>
        {google.errors[status.error]}
      </Line>
    )
  if (status.phase !== "ended")
    return (
      <Line icon={<RefreshCw strokeWidth={1.5} />}>
        {status.phase === "listing" ? google.listing(status.total) : google.fetching(status.done + status.failed, status.total)}
      </Line>
    )
  if (status.failed > 0)
    return (
      <Line tone="warn" icon={<TriangleAlert strokeWidth={1.5} />} action={<ToConnections>{words.toConnections}</ToConnections>}>
        {google.failedSome(status.failed)}
      </Line>
    )
  return status.finishedAt === null ? null : (
    <p className="text-12" title={exactInstant(status.finishedAt)}>
      <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
        {words.mailRead(age(status.finishedAt, now))}
      </Mark>
    </p>
  )
}

/** How the mail of this page gets here, and the one thing to do where it does not. */
export const MailStanding = ({ clientId }: { readonly clientId: ClientId }) => {
  const query = useQuery(accountsQuery)
  const accounts = query.data
  if (accounts === undefined) return query.isError ? <FailureNotice error={query.error} /> : null
  const live = accounts.accounts.filter(({ status }) => status !== "revoked")
  const active = live.find(({ isActive }) => isActive)
  if (active !== undefined) return <Reading account={active} clientId={clientId} />
  return live.length === 0 ? (
    <Line icon={<Unplug strokeWidth={1.5} />} action={<ToConnections>{words.toLink}</ToConnections>}>
      {accounts.accounts.length === 0 ? words.noAccount : words.accountRevoked}
    </Line>
  ) : (
    <Line tone="warn" icon={<TriangleAlert strokeWidth={1.5} />} action={<ToConnections>{words.toChoose}</ToConnections>}>
      {words.noActiveAccount}
    </Line>
  )
}

import type { OpenSession } from "@beep/tenancy/contract/Session"
import { Button } from "@beep/ui/Button"
import { Chip } from "@beep/ui/Chip"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { forget } from "../../api/forget.ts"
import { callApi } from "../../api/callApi.ts"
import { security } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { Section } from "../settings/Section.tsx"
import { sessionsQuery } from "./queries.ts"

const SessionRow = ({ session, zone }: { readonly session: OpenSession; readonly zone: string }) => {
  const queries = useQueryClient()
  const now = useNow()
  const revoke = useMutation({
    mutationFn: () => callApi((client) => client.account.revokeSession({ params: { sessionId: session.sessionId } })),
    onSuccess: async () => {
      toast(security.revoked)
      await queries.invalidateQueries(sessionsQuery)
    }
  })
  const what = security.agent(session.agent.browser, session.agent.system)
  const since = exactInstant(session.createdAt, zone)
  return (
    <li className="grid gap-2 border-t border-line py-2.5 first:border-t-0">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {what}
            {session.current ? <Chip tone="ok">{security.thisOne}</Chip> : null}
          </p>
          <p className="text-12 text-muted">
            {security.signedIn(since)}, {security.seen(age(session.lastSeenAt, now))}, {security.strengths[session.strength]}
          </p>
        </div>
        {session.current ? null : (
          <Button
            size="small"
            aria-label={security.revokeNamed(`${what}, ${security.signedIn(since)}`)}
            unavailable={revoke.isPending}
            onClick={() => (revoke.isPending ? undefined : revoke.mutate())}
          >
            {security.revoke}
          </Button>
        )}
      </div>
      {revoke.isError ? <FailureNotice error={revoke.error} /> : null}
    </li>
  )
}

/** Where the person is signed in, this session first. */
export const SessionsSection = ({ zone }: { readonly zone: string }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const list = useQuery(sessionsQuery)
  const [asking, setAsking] = useState(false)
  const others = useMutation({
    mutationFn: () => callApi((client) => client.auth.logoutEverywhere({ payload: { which: "others" } })),
    onSuccess: async () => {
      toast(security.othersDone)
      await queries.invalidateQueries(sessionsQuery)
    }
  })
  const everywhere = useMutation({
    mutationFn: () => callApi((client) => client.auth.logoutEverywhere({ payload: { which: "all" } })),
    onSuccess: async () => {
      forget(queries)
      await navigate({ to: "/login" })
    }
  })
  const sessions = list.data?.sessions ?? []
  const ordered = [...sessions.filter(({ current }) => current), ...sessions.filter(({ current }) => !current)]
  return (
    <Section title={security.sessions} text={security.sessionsText}>
      {list.isPending ? (
        <Loading what={security.sessionsLoading}>
          <div className="grid gap-3">
            <Skeleton className="h-4 w-56" />
            <Skeleton className="h-3 w-80 max-w-full" />
          </div>
        </Loading>
      ) : list.data === undefined ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <ul aria-label={security.sessions} className="w-full">
          {ordered.map((session) => (
            <SessionRow key={session.sessionId} session={session} zone={zone} />
          ))}
        </ul>
      )}
      {others.isError ? <FailureNotice error={others.error} /> : null}
      <div className="flex flex-wrap gap-2">
        {sessions.length > 1 ? (
          <Button unavailable={others.isPending} onClick={() => (others.isPending ? undefined : others.mutate())}>
            {security.others}
          </Button>
        ) : null}
        <Button onClick={() => setAsking(true)}>{security.everywhere}</Button>
      </div>
      <ConfirmSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={security.everywhereTitle}
        action={security.everywhere}
        busyLabel={security.everywhere}
        busy={everywhere.isPending}
        error={everywhere.error}
        onConfirm={() => everywhere.mutate()}
      >
        <p>{security.everywhereText}</p>
      </ConfirmSheet>
    </Section>
  )
}

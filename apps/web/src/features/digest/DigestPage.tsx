import type { ClientId } from "@beep/kernel/ids"
import { dateIn } from "@beep/kernel/LocalDate"
import { DateTime } from "effect"
import type { Connection } from "@beep/connections/contract/Connection"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { toast } from "@beep/ui/toast-store"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Clock, Info, RefreshCw, TriangleAlert } from "lucide-react"
import { useEffect } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { client as clientWords } from "../../messages/clients.ts"
import { connect, digest as words, sync as syncWords } from "../../messages/digest.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { textLink } from "../../shell/textLink.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { ConnectErrorNotice } from "../connect/ConnectErrorNotice.tsx"
import { ContinueOnboarding } from "../onboarding/ContinueOnboarding.tsx"
import { ActivityCard } from "./ActivityCard.tsx"
import { AgeOf } from "./AgeOf.tsx"
import { AtContext } from "./AtContext.ts"
import { CashCard } from "./CashCard.tsx"
import { ConnectQuickBooks } from "./ConnectQuickBooks.tsx"
import { Coverage } from "./Coverage.tsx"
import { DataIssuesCard } from "./DataIssuesCard.tsx"
import { type DigestSearch, rowPlace } from "./DigestSearch.ts"
import { DigestSkeleton } from "./DigestSkeleton.tsx"
import { FreshnessCard } from "./FreshnessCard.tsx"
import { HygieneCard } from "./HygieneCard.tsx"
import { InsightCard } from "./InsightCard.tsx"
import { PastBar } from "./PastBar.tsx"
import { connectionQuery, digestQuery } from "./queries.ts"
import { BillsCard, InvoicesCard } from "./SideCards.tsx"
import { SyncBar } from "./SyncBar.tsx"
import { TieOutBadge } from "./TieOutBadge.tsx"
import { TieOutDrawer } from "./TieOutDrawer.tsx"
import { useSync } from "./useSync.ts"
import { WhyDrawer } from "./WhyDrawer.tsx"

const again: ReadonlySet<Connection["status"]> = new Set(["needs_reconnect", "revoked", "error"])
const connected: ReadonlySet<Connection["status"]> = new Set(["connected", "expiring"])

/** A connection attempt ends here with a word in the address: said once, then taken out of it. */
const useConnectEnding = (clientId: ClientId, search: DigestSearch) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const arrived = search.connected !== undefined
  useEffect(() => {
    if (!arrived) return
    toast(clientWords.connected)
    void queries.invalidateQueries({ queryKey: ["clients", clientId] })
    void navigate({ to: ".", search: {}, replace: true })
  }, [arrived, clientId, navigate, queries])
}

export const DigestPage = ({
  clientId,
  me,
  search
}: {
  readonly clientId: ClientId
  readonly me: Me
  readonly search: DigestSearch
}) => {
  const query = useQuery(digestQuery(clientId, search.at))
  const connection = useQuery(connectionQuery(clientId))
  const { status, start, active } = useSync(clientId)
  const asList = useListMode()
  const now = useNow()
  useConnectEnding(clientId, search)
  if (query.isPending) return <DigestSkeleton />
  if (query.isError && query.data === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const digest = query.data
  if (digest === undefined) return null
  const mayManage = me.capabilities.includes("clients.manage")
  const linked = connection.data !== undefined && connected.has(connection.data.status)
  const isPast = search.at !== undefined
  const then = isPast ? digest.knownAt : undefined
  const startFailure = start.isError ? failureOf(start.error) : undefined
  const never = digest.dataAsOf === null
  return (
    <AtContext value={search.at}>
      <div className="grid content-start gap-4 px-6 py-5 max-sm:px-4">
        {search.connect_error === undefined ? null : <ConnectErrorNotice error={search.connect_error} heldBy={search.client} />}
        <PastBar clientId={clientId} day={search.at} today={dateIn(digest.timezone, DateTime.toEpochMillis(now))} />
        {isPast ? null : <ContinueOnboarding clientId={clientId} me={me} />}
        {query.isError ? (
          <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
            {states.failed[failureOf(query.error).kind]} {states.keptShown}
          </Notice>
        ) : null}
        {!isPast && connection.data !== undefined && !linked ? (
          <ConnectQuickBooks
            clientId={clientId}
            again={again.has(connection.data.status)}
            kept={!never}
            mayConnect={me.capabilities.includes("connections.manage")}
          />
        ) : null}
        {isPast || status.data === undefined ? null : <SyncBar status={status.data} />}
        {startFailure === undefined ? null : (
          <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
            {states.failed[startFailure.kind]} {states.kept}
            {startFailure.requestId === undefined ? null : (
              <p className="text-12">
                {states.request} <span className="font-mono break-all">{startFailure.requestId}</span>
              </p>
            )}
          </Notice>
        )}
        {!isPast && linked && never && !active ? (
          <Notice icon={<Info strokeWidth={1.5} />}>
            <b className="font-semibold">{connect.firstTitle}.</b> {connect.firstText}
          </Notice>
        ) : null}
        {digest.runway.stale && digest.dataAsOf !== null ? (
          <Notice icon={<Clock strokeWidth={1.5} />}>
            {words.stale(age(digest.dataAsOf, then ?? now), exactInstant(digest.dataAsOf, digest.timezone))}
          </Notice>
        ) : null}
        <Coverage
          digest={digest}
          asList={asList}
          open={search.why === "runway"}
          tieOut={<TieOutBadge latest={digest.tieOut} knownAt={digest.knownAt} open={search.tieOut !== undefined} />}
          actions={
            !isPast && linked && mayManage ? (
              <Button size="small" variant={never ? "primary" : "default"} unavailable={active} onClick={() => start.mutate()}>
                <RefreshCw aria-hidden="true" strokeWidth={1.5} />
                {active ? syncWords.busy : syncWords.now}
              </Button>
            ) : undefined
          }
        />
        <div className="grid gap-4 md:grid-cols-2">
          <CashCard
            cash={digest.cash}
            asOf={digest.asOfDate}
            open={search.why}
            age={<AgeOf of={digest.ages.cash} timezone={digest.timezone} then={then} />}
            change={
              !isPast && !never && me.capabilities.includes("connections.manage") ? (
                <Link to="/clients/$clientId/cash" params={{ clientId }} className={textLink}>
                  {words.changeCash}
                </Link>
              ) : null
            }
          />
          <BillsCard
            bills={digest.bills}
            open={search.why}
            age={<AgeOf of={digest.ages.bills} timezone={digest.timezone} then={then} />}
          />
          <InvoicesCard
            invoices={digest.invoices}
            open={search.why}
            asList={asList}
            age={<AgeOf of={digest.ages.invoices} timezone={digest.timezone} then={then} />}
          />
          <HygieneCard clientId={clientId} timezone={digest.timezone} />
          <ActivityCard activity={digest.activity} clientId={clientId} me={me} timezone={digest.timezone} isPast={isPast} />
          {digest.insight === undefined ? null : <InsightCard insight={digest.insight} />}
          <FreshnessCard digest={digest} status={isPast ? undefined : status.data} then={then} />
          {isPast ? null : <DataIssuesCard clientId={clientId} timezone={digest.timezone} />}
        </div>
      </div>
      {search.tieOut === undefined || search.why !== undefined ? null : (
        <TieOutDrawer clientId={clientId} timezone={digest.timezone} place={search.tieOut} />
      )}
      {search.why === undefined ? null : (
        <WhyDrawer clientId={clientId} timezone={digest.timezone} figure={search.why} row={rowPlace(search.row)} />
      )}
    </AtContext>
  )
}

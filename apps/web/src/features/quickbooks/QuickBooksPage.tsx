import { EmptyState } from "@beep/ui/EmptyState"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { Gauge, Info, Plug, TriangleAlert } from "lucide-react"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { quickbooks as words } from "../../messages/quickbooks.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Footer } from "../../shell/Footer.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { Loading } from "../../shell/Loading.tsx"
import { useNow } from "../../shell/useNow.ts"
import { standingsQuery, usageQuery } from "./queries.ts"
import { StandingCards, StandingTable } from "./StandingTable.tsx"
import { UsageCard } from "./UsageCard.tsx"
import { alarmText, toneOf } from "./usageWords.ts"

/** What was loaded stays when a later reading fails, and that is said. */
const Kept = ({ error }: { readonly error: unknown }) => (
  <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
    {states.failed[failureOf(error).kind]} {states.keptShown}
  </Notice>
)

const Usage = () => {
  const query = useQuery(usageQuery)
  const plain = useListMode()
  const usage = query.data
  if (usage === undefined)
    return query.isError ? (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what={words.loading}>
        <Skeleton className="h-46 w-full" />
      </Loading>
    )
  const alarm = alarmText(usage.budget)
  return (
    <>
      {query.isError ? <Kept error={query.error} /> : null}
      {usage.incident ? (
        <Notice tone="warn" role="status" icon={<TriangleAlert strokeWidth={1.5} />}>
          {words.incident}
        </Notice>
      ) : null}
      {alarm === null ? null : (
        <Notice
          tone={toneOf(usage.budget.alarm)}
          role="status"
          icon={usage.budget.alarm === "none" ? <Info strokeWidth={1.5} /> : <Gauge strokeWidth={1.5} />}
        >
          {alarm}
        </Notice>
      )}
      <UsageCard usage={usage} plain={plain} />
    </>
  )
}

const Standings = () => {
  const query = useQuery(standingsQuery)
  const usage = useQuery(usageQuery)
  const now = useNow()
  const asList = useListMode()
  const standings = query.data
  if (standings === undefined)
    return query.isError ? (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what={words.loadingClients}>
        <div className="grid gap-3 px-6 max-sm:px-4">
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} className="h-5 w-full" />
          ))}
        </div>
      </Loading>
    )
  if (standings.length === 0) return <EmptyState title={words.empty} text={words.emptyText} icon={<Plug strokeWidth={1.5} />} />
  const reads = usage.data === undefined ? undefined : new Map(usage.data.clients.map((one) => [String(one.clientId), one.reads]))
  const Shown = asList ? StandingCards : StandingTable
  return (
    <>
      {query.isError ? (
        <div className="px-6 pb-3 max-sm:px-4">
          <Kept error={query.error} />
        </div>
      ) : null}
      <Shown standings={standings} reads={reads} now={now} />
    </>
  )
}

/** This month's calls to QuickBooks and the budget they are part of, and how each client stands. */
export const QuickBooksPage = () => (
  <>
    <div className="grid content-start gap-4 px-6 py-4 max-sm:px-4">
      <div>
        <h2 className="text-16 font-semibold">{words.title}</h2>
        <p className="text-13 text-muted">{words.sub}</p>
      </div>
      <Usage />
    </div>
    <section aria-labelledby="quickbooks-clients" className="pb-4">
      <h2 id="quickbooks-clients" className="px-6 pt-1 pb-2 text-14 font-semibold max-sm:px-4">
        {words.clients}
      </h2>
      <Standings />
    </section>
    <Footer />
  </>
)

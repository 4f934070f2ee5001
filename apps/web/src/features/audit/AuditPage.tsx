import type { AuditRow } from "@beep/audit/contract/AuditApi"
import type { ClientId } from "@beep/kernel/ids"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { useInfiniteQuery } from "@tanstack/react-query"
import { DateTime } from "effect"
import { ScrollText } from "lucide-react"
import { audit } from "../../messages/audit.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { clientAuditQuery } from "./queries.ts"

const whoOf = (row: AuditRow, me: Me): string =>
  row.actor.kind === "system"
    ? audit.job(row.actor.job)
    : row.memberId === me.memberId
      ? audit.you
      : audit.member(row.memberId ?? row.actor.userId)

const atOf = (row: AuditRow): string => exactInstant(DateTime.makeUnsafe(row.at))

const entityOf = (row: AuditRow): string => `${row.entityType} ${row.entityId.slice(-8)}`

const Table = ({ rows, me }: { readonly rows: ReadonlyArray<AuditRow>; readonly me: Me }) => (
  <DataTable label={audit.heading} className="min-w-180">
    <thead>
      <tr>
        <HeadCell>{audit.columns.at}</HeadCell>
        <HeadCell>{audit.columns.action}</HeadCell>
        <HeadCell>{audit.columns.who}</HeadCell>
        <HeadCell>{audit.columns.entity}</HeadCell>
        <HeadCell>{audit.columns.result}</HeadCell>
        <HeadCell numeric>{audit.columns.leaf}</HeadCell>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} className="hover:bg-sunken">
          <Cell className="whitespace-nowrap text-muted">
            <time dateTime={row.at}>{atOf(row)}</time>
          </Cell>
          <Cell className="font-medium">{audit.actions[row.action]}</Cell>
          <Cell>{whoOf(row, me)}</Cell>
          <Cell className="text-muted">
            <span title={row.entityId}>{entityOf(row)}</span>
          </Cell>
          <Cell className={row.result === "ok" ? undefined : "text-danger"}>{audit.results[row.result]}</Cell>
          <Cell numeric className="text-muted">
            {row.leaf ?? audit.leafPending}
          </Cell>
        </tr>
      ))}
    </tbody>
  </DataTable>
)

const Cards = ({ rows, me }: { readonly rows: ReadonlyArray<AuditRow>; readonly me: Me }) => (
  <ul className="border-t border-line text-13">
    {rows.map((row) => (
      <li key={row.id} className="grid gap-0.5 border-b border-line px-6 py-2 max-sm:px-4">
        <h3 className="font-medium">{audit.actions[row.action]}</h3>
        <p className="text-muted">
          {whoOf(row, me)}, <time dateTime={row.at}>{atOf(row)}</time>
        </p>
        <p className="text-muted">
          {entityOf(row)}, {audit.results[row.result]}, {audit.columns.leaf} {row.leaf ?? audit.leafPending}
        </p>
      </li>
    ))}
  </ul>
)

export const AuditPage = ({ clientId, me }: { readonly clientId: ClientId; readonly me: Me }) => {
  const query = useInfiniteQuery(clientAuditQuery(clientId))
  const asList = useListMode()
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const Rows = asList ? Cards : Table
  if (query.isPending) {
    return (
      <Loading what={audit.loading}>
        <div className="grid gap-4 p-6">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} className="h-4 w-full" />
          ))}
        </div>
      </Loading>
    )
  }
  if (query.isError && rows.length === 0) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <EmptyState title={audit.empty} text={audit.emptyText} icon={<ScrollText strokeWidth={1.5} />} />
  return (
    <div>
      <div className="px-6 py-3 max-sm:px-4">
        <h2 className="text-14 font-semibold">{audit.heading}</h2>
        <p className="text-13 text-muted">{audit.sub}</p>
      </div>
      <Rows rows={rows} me={me} />
      {query.hasNextPage ? (
        <div className="px-6 py-3 max-sm:px-4">
          <Button size="small" unavailable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {audit.more}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

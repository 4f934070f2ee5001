import type { Me } from "@beep/tenancy/contract/AuthApi"
import { classes } from "@beep/ui/classes"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { Switch } from "@beep/ui/Switch"
import { useQuery } from "@tanstack/react-query"
import type { DateTime } from "effect"
import { UserCheck } from "lucide-react"
import { useState } from "react"
import { assignments as words } from "../../messages/members.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant, shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { EndAssignment, type NamedAssignment } from "./EndAssignment.tsx"
import { type AssignmentsOf, assignmentsQuery, clientNamesQuery, membersQuery } from "./queries.ts"

const Day = ({ at, zone }: { readonly at: DateTime.Utc; readonly zone: string }) => {
  const now = useNow()
  return <span title={exactInstant(at, zone)}>{shortDay(at, now, zone)}</span>
}

interface RowsProps {
  readonly rows: ReadonlyArray<NamedAssignment>
  readonly zone: string
  /** Every row is of one member, whose page this is. */
  readonly ofOne: boolean
}

const Table = ({ rows, zone, ofOne }: RowsProps) => (
  <DataTable label={words.heading} className={ofOne ? "min-w-120" : "min-w-160"}>
    <thead>
      <tr>
        <HeadCell>{words.columns.client}</HeadCell>
        {ofOne ? null : <HeadCell>{words.columns.member}</HeadCell>}
        <HeadCell>{words.columns.part}</HeadCell>
        <HeadCell>{words.columns.from}</HeadCell>
        <HeadCell>{words.columns.until}</HeadCell>
        <HeadCell>{words.columns.state}</HeadCell>
        <HeadCell>
          <span className="sr-only">{words.columns.action}</span>
        </HeadCell>
      </tr>
    </thead>
    <tbody>
      {rows.map((named) => (
        <tr key={named.row.assignmentId} className="hover:bg-sunken">
          <Cell className="h-10 font-medium">{named.client}</Cell>
          {ofOne ? null : <Cell>{named.member}</Cell>}
          <Cell>{words.parts[named.row.role]}</Cell>
          <Cell className="whitespace-nowrap text-muted">
            <Day at={named.row.since} zone={zone} />
          </Cell>
          <Cell className="whitespace-nowrap text-muted">
            {named.row.until === null ? words.noEnd : <Day at={named.row.until} zone={zone} />}
          </Cell>
          <Cell className={named.row.state === "active" ? undefined : "text-muted"}>{words.states[named.row.state]}</Cell>
          <Cell className="text-right">{named.row.state === "ended" ? null : <EndAssignment {...named} />}</Cell>
        </tr>
      ))}
    </tbody>
  </DataTable>
)

const Cards = ({ rows, zone, ofOne }: RowsProps) => (
  <ul aria-label={words.heading} className="border-t border-line text-13">
    {rows.map((named) => (
      <li
        key={named.row.assignmentId}
        className={classes("flex items-center gap-3 border-b border-line py-2.5", !ofOne && "px-6 max-sm:px-4")}
      >
        <div className="grid min-w-0 flex-1 gap-0.5">
          <p className="truncate font-medium">{named.client}</p>
          <p className="text-muted">
            {ofOne ? null : `${named.member}, `}
            {ofOne ? words.parts[named.row.role] : words.parts[named.row.role].toLowerCase()}
          </p>
          <p className="text-12 text-muted">
            {words.states[named.row.state]}, {words.columns.from.toLowerCase()} <Day at={named.row.since} zone={zone} />,{" "}
            {named.row.until === null ? (
              words.noEnd.toLowerCase()
            ) : (
              <>
                {words.columns.until.toLowerCase()} <Day at={named.row.until} zone={zone} />
              </>
            )}
          </p>
        </div>
        {named.row.state === "ended" ? null : <EndAssignment {...named} />}
      </li>
    ))}
  </ul>
)

/** Who sees which client. Ended ones are kept, and shown when asked for. */
export const AssignmentList = ({ me, of }: { readonly me: Me; readonly of: AssignmentsOf }) => {
  const list = useQuery(assignmentsQuery(of))
  const clients = useQuery(clientNamesQuery(me.memberId))
  const members = useQuery(membersQuery)
  const asList = useListMode()
  const [ended, setEnded] = useState(false)
  const ofOne = of.memberId !== undefined
  if (list.isPending || clients.isPending || members.isPending) {
    return (
      <Loading what={words.loading}>
        <div className="grid gap-4 py-2">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} className="h-4 w-80 max-w-full" />
          ))}
        </div>
      </Loading>
    )
  }
  if (list.data === undefined) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  const rows = list.data
    .filter(({ state }) => ended || state !== "ended")
    .map((row) => ({
      row,
      client: clients.data?.find(({ clientId }) => clientId === row.clientId)?.name ?? words.unknownClient,
      member: members.data?.find(({ memberId }) => memberId === row.memberId)?.name ?? words.unknownMember
    }))
    .toSorted((a, b) => a.client.localeCompare(b.client) || a.member.localeCompare(b.member))
  const Rows = asList ? Cards : Table
  return (
    <div className={classes("w-full min-w-0", ofOne && "[&_td:first-child]:pl-0 [&_td:last-child]:pr-0 [&_th:first-child]:pl-0")}>
      {list.data.some(({ state }) => state === "ended") ? (
        <div className={ofOne ? "pb-2" : "px-6 pb-2 max-sm:px-4"}>
          <Switch label={words.showEnded} checked={ended} onChange={setEnded} />
        </div>
      ) : null}
      {rows.length > 0 ? (
        <Rows rows={rows} zone={me.organization.timezone} ofOne={ofOne} />
      ) : ofOne ? (
        <p className="text-muted">{words.empty}</p>
      ) : (
        <EmptyState title={words.empty} text={words.emptyText} icon={<UserCheck strokeWidth={1.5} />} />
      )}
    </div>
  )
}

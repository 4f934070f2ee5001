import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { AssignmentRow } from "@beep/tenancy/contract/MembersApi"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { Switch } from "@beep/ui/Switch"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { UserCheck } from "lucide-react"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { assignments as words } from "../../messages/members.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { type AssignmentsOf, assignmentsKey, assignmentsQuery, clientNamesQuery, membersQuery } from "./queries.ts"

interface NamedRow {
  readonly row: AssignmentRow
  readonly client: string
  readonly member: string
}

const EndButton = ({ row, client, member }: NamedRow) => {
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const end = useMutation({
    mutationFn: () => callApi((api) => api.members.endAssignment({ params: { assignmentId: row.assignmentId } })),
    onSuccess: async () => {
      setOpen(false)
      toast(words.ended(client, member))
      await queries.invalidateQueries({ queryKey: assignmentsKey })
    }
  })
  return (
    <>
      <Button size="small" aria-label={words.endNamed(client, member)} onClick={() => setOpen(true)}>
        {words.end}
      </Button>
      <ConfirmSheet
        open={open}
        onClose={() => setOpen(false)}
        title={words.endTitle}
        action={words.end}
        busyLabel={words.ending}
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
      >
        <p>{words.endText(client, member)}</p>
      </ConfirmSheet>
    </>
  )
}

const Line = ({
  named,
  zone,
  naming
}: {
  readonly named: NamedRow
  readonly zone: string
  readonly naming: "client" | "both"
}) => {
  const { row, client, member } = named
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-2 first:border-t-0">
      <div className="grid min-w-60 flex-1 gap-0.5">
        <p className="font-medium">{naming === "client" ? client : `${client}, ${member}`}</p>
        <p className="text-12 text-muted">
          {words.parts[row.role]}, {words.from.toLowerCase()} {exactInstant(row.since, zone)},{" "}
          {row.until === null ? words.noEnd.toLowerCase() : `${words.until.toLowerCase()} ${exactInstant(row.until, zone)}`}
        </p>
      </div>
      <span className={row.state === "active" ? "text-12 text-fg-2" : "text-12 text-muted"}>{words.states[row.state]}</span>
      {row.state === "ended" ? null : <EndButton {...named} />}
    </li>
  )
}

/** Who sees which client. Ended ones are kept, and shown when asked for. */
export const AssignmentList = ({
  me,
  of,
  inSection = false
}: {
  readonly me: Me
  readonly of: AssignmentsOf
  readonly inSection?: boolean
}) => {
  const list = useQuery(assignmentsQuery(of))
  const clients = useQuery(clientNamesQuery(me.memberId))
  const members = useQuery(membersQuery)
  const [ended, setEnded] = useState(false)
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
  const named = list.data
    .filter(({ state }) => ended || state !== "ended")
    .map((row) => ({
      row,
      client: clients.data?.find(({ clientId }) => clientId === row.clientId)?.name ?? words.unknownClient,
      member: members.data?.find(({ memberId }) => memberId === row.memberId)?.name ?? words.unknownMember
    }))
    .toSorted((a, b) => a.client.localeCompare(b.client) || a.member.localeCompare(b.member))
  return (
    <div className="grid w-full gap-2 text-13">
      {list.data.some(({ state }) => state === "ended") ? (
        <div>
          <Switch label={words.showEnded} checked={ended} onChange={setEnded} />
        </div>
      ) : null}
      {named.length === 0 ? (
        inSection ? (
          <p className="text-muted">{words.empty}</p>
        ) : (
          <EmptyState title={words.empty} text={words.emptyText} icon={<UserCheck strokeWidth={1.5} />} />
        )
      ) : (
        <ul aria-label={words.heading}>
          {named.map((one) => (
            <Line
              key={one.row.assignmentId}
              named={one}
              zone={me.organization.timezone}
              naming={of.memberId === undefined ? "both" : "client"}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

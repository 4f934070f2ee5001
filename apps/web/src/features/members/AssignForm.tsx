import { ClientId, MemberId } from "@beep/kernel/ids"
import { clientReach } from "@beep/kernel/permissions"
import { AssignmentRole } from "@beep/tenancy/contract/Assignment"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { assignments as words } from "../../messages/members.ts"
import { settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { readSpan, type Span } from "./assignmentSpan.ts"
import { assignmentsKey, clientNamesQuery, membersQuery } from "./queries.ts"

const Choice = Schema.Struct({ memberId: MemberId, clientId: ClientId, role: AssignmentRole })
const decode = Schema.decodeUnknownOption(Choice)
const refused = { already_there: words.alreadyThere, invalid: words.refused } as const

/** Folded until it is wanted; with `memberId` the member stands already. */
export const AssignForm = ({ me, memberId }: { readonly me: Me; readonly memberId?: MemberId }) => {
  const queries = useQueryClient()
  const members = useQuery(membersQuery)
  const clients = useQuery(clientNamesQuery(me.memberId))
  const [open, setOpen] = useState(false)
  const [member, setMember] = useState<string>(memberId ?? "")
  const [client, setClient] = useState("")
  const [part, setPart] = useState<string>("primary")
  const [from, setFrom] = useState("")
  const [until, setUntil] = useState("")
  const [asked, setAsked] = useState(false)
  const clientName = clients.data?.find(({ clientId }) => clientId === client)?.name ?? words.unknownClient
  const memberName = members.data?.find((one) => one.memberId === member)?.name ?? words.unknownMember
  const close = () => {
    setOpen(false)
    setAsked(false)
    setClient("")
    setFrom("")
    setUntil("")
  }
  const assign = useMutation({
    mutationFn: (payload: typeof Choice.Type & Span) => callApi((api) => api.members.assign({ payload })),
    onSuccess: async () => {
      toast(words.done(clientName, memberName))
      close()
      await queries.invalidateQueries({ queryKey: assignmentsKey })
    }
  })
  const choice = decode({ memberId: member, clientId: client, role: part })
  const span = readSpan(from, until, me.organization.timezone)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    const wrong = member === "" ? "assign-member" : client === "" ? "assign-client" : "assign-until"
    if (Option.isNone(choice) || Option.isNone(span)) document.getElementById(wrong)?.focus()
    else if (!assign.isPending) assign.mutate({ ...choice.value, ...span.value })
  }
  if (!open) return <Button onClick={() => setOpen(true)}>{words.add}</Button>
  return (
    <form noValidate onSubmit={submit} aria-label={words.add} className="grid w-full max-w-140 gap-4">
      {assign.isError ? <FailureNotice error={assign.error} words={refused} /> : null}
      {clients.isError ? <FailureNotice error={clients.error} /> : null}
      {memberId === undefined ? (
        <SelectField
          id="assign-member"
          label={words.member}
          value={member}
          autoFocus
          error={asked && member === "" ? words.memberMissing : undefined}
          onChange={(event) => setMember(event.currentTarget.value)}
        >
          <option value="">{words.choose}</option>
          {(members.data ?? [])
            .filter((one) => one.status !== "removed" && clientReach[one.role] === "assigned")
            .map((one) => (
              <option key={one.memberId} value={one.memberId}>
                {one.name}
              </option>
            ))}
        </SelectField>
      ) : null}
      <SelectField
        id="assign-client"
        label={words.client}
        value={client}
        error={asked && client === "" ? words.clientMissing : undefined}
        autoFocus={memberId !== undefined}
        onChange={(event) => setClient(event.currentTarget.value)}
      >
        <option value="">{words.choose}</option>
        {(clients.data ?? []).map(({ clientId, name }) => (
          <option key={clientId} value={clientId}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField label={words.part} value={part} onChange={(event) => setPart(event.currentTarget.value)}>
          {AssignmentRole.literals.map((one) => (
            <option key={one} value={one}>
              {words.parts[one]}
            </option>
          ))}
        </SelectField>
        <Field
          label={words.from}
          hint={words.fromHint}
          type="date"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Field
          label={words.until}
          id="assign-until"
          hint={words.untilHint}
          error={asked && Option.isNone(span) ? words.endFirst : undefined}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" unavailable={assign.isPending}>
          {assign.isPending ? words.busy : words.submit}
        </Button>
        <Button onClick={close}>{settings.cancel}</Button>
      </div>
    </form>
  )
}

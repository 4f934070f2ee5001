import { ClientId, MemberId } from "@beep/kernel/ids"
import { clientReach } from "@beep/kernel/permissions"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { SelectField } from "@beep/ui/SelectField"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { assignments as words } from "../../messages/members.ts"
import { AssignForm } from "./AssignForm.tsx"
import { AssignmentList } from "./AssignmentList.tsx"
import type { AssignmentsSearch } from "./AssignmentsSearch.ts"
import { clientNamesQuery, membersQuery } from "./queries.ts"

const decodeMember = Schema.decodeUnknownOption(MemberId)
const decodeClient = Schema.decodeUnknownOption(ClientId)

export const AssignmentsPage = ({ me, search }: { readonly me: Me; readonly search: AssignmentsSearch }) => {
  const navigate = useNavigate()
  const members = useQuery(membersQuery)
  const clients = useQuery(clientNamesQuery(me.memberId))
  const show = (next: AssignmentsSearch) => void navigate({ to: "/settings/assignments", search: next, replace: true })
  const withMember = (chosen: string): AssignmentsSearch => {
    const member = Option.getOrUndefined(decodeMember(chosen))
    const { member: _, ...rest } = search
    return member === undefined ? rest : { ...rest, member }
  }
  const withClient = (chosen: string): AssignmentsSearch => {
    const client = Option.getOrUndefined(decodeClient(chosen))
    const { client: _, ...rest } = search
    return client === undefined ? rest : { ...rest, client }
  }
  return (
    <div className="grid content-start">
      <div className="grid content-start gap-5 px-6 py-5 max-sm:px-4">
        <p className="max-w-160 text-13 text-muted">
          {words.emptyText} {words.allClients}
        </p>
        <div className="flex flex-wrap gap-4">
          <SelectField
            className="w-64 max-sm:w-full"
            label={words.member}
            value={search.member ?? ""}
            onChange={(event) => show(withMember(event.currentTarget.value))}
          >
            <option value="">{words.everyMember}</option>
            {(members.data ?? [])
              .filter(({ role }) => clientReach[role] === "assigned")
              .map(({ memberId, name }) => (
                <option key={memberId} value={memberId}>
                  {name}
                </option>
              ))}
          </SelectField>
          <SelectField
            className="w-64 max-sm:w-full"
            label={words.client}
            value={search.client ?? ""}
            onChange={(event) => show(withClient(event.currentTarget.value))}
          >
            <option value="">{words.everyClient}</option>
            {(clients.data ?? []).map(({ clientId, name }) => (
              <option key={clientId} value={clientId}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <div>
          <AssignForm me={me} />
        </div>
      </div>
      <AssignmentList me={me} of={{ memberId: search.member, clientId: search.client }} />
    </div>
  )
}

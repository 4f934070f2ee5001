import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { Button } from "@beep/ui/Button"
import { type SubmitEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { members as words } from "../../messages/members.ts"
import { settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Conflict } from "../settings/Conflict.tsx"
import { RoleSelect } from "./RoleSelect.tsx"
import { useMemberChange } from "./useMemberChange.ts"

const refused = { last_owner: words.lastOwner } as const

export const RoleForm = ({ member }: { readonly member: MemberRow }) => {
  const [role, setRole] = useState(member.role)
  const save = useMemberChange(
    (expectedVersion) =>
      callApi((client) =>
        client.members.changeRole({ params: { memberId: member.memberId }, payload: { role, expectedVersion } })
      ),
    { said: (saved) => words.roleSaved(saved.name, saved.role) }
  )
  const send = () => save.mutate(member.rowVersion)
  const same = role === member.role
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!same && !save.isPending) send()
  }
  return (
    <form noValidate onSubmit={submit} className="grid w-full gap-4">
      {save.isError && failureOf(save.error).kind === "stale" ? (
        <Conflict
          differences={[
            { name: words.columns.role, theirs: words.roles[member.role], yours: words.roles[role] },
            { name: words.columns.status, theirs: words.statuses[member.status], yours: words.statuses[member.status] }
          ]}
          onTakeTheirs={() => {
            setRole(member.role)
            save.reset()
          }}
          onPutYours={send}
        />
      ) : save.isError ? (
        <FailureNotice error={save.error} words={refused} />
      ) : null}
      <RoleSelect label={words.columns.role} value={role} onChange={setRole} />
      <div>
        <Button type="submit" variant="primary" unavailable={same || save.isPending}>
          {save.isPending ? settings.saving : words.saveRole}
        </Button>
      </div>
    </form>
  )
}

import type { MemberId } from "@beep/kernel/ids"
import { clientReach } from "@beep/kernel/permissions"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { KeyValues } from "@beep/ui/KeyValues"
import { useQuery } from "@tanstack/react-query"
import { ApiFailure } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { assignments as assignmentWords, members as words } from "../../messages/members.ts"
import { Failed } from "../../shell/Failed.tsx"
import { exactInstant } from "../../shell/times.ts"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { Section } from "../settings/Section.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { AssignForm } from "./AssignForm.tsx"
import { AssignmentList } from "./AssignmentList.tsx"
import { MemberAction } from "./MemberAction.tsx"
import { MemberStatusMark } from "./MemberStatusMark.tsx"
import { membersQuery } from "./queries.ts"
import { RoleForm } from "./RoleForm.tsx"

const missing = new ApiFailure("not_found")

const Access = ({ member }: { readonly member: MemberRow }) => {
  const { memberId, name } = member
  const params = { memberId }
  return (
    <div className="flex flex-wrap gap-2">
      {member.status === "suspended" ? (
        <MemberAction
          member={member}
          action={words.resume}
          busyLabel={words.resuming}
          title={words.resume}
          text={[words.resumed(name)]}
          said={(saved) => words.resumed(saved.name)}
          change={(expectedVersion) => callApi((client) => client.members.resume({ params, payload: { expectedVersion } }))}
        />
      ) : (
        <MemberAction
          member={member}
          action={words.suspend}
          busyLabel={words.suspending}
          title={words.suspendTitle(name)}
          text={words.suspendText(name)}
          said={(saved) => words.suspended(saved.name)}
          change={(expectedVersion) => callApi((client) => client.members.suspend({ params, payload: { expectedVersion } }))}
        />
      )}
      <MemberAction
        member={member}
        action={words.remove}
        busyLabel={words.removing}
        title={words.removeTitle(name)}
        text={words.removeText(name)}
        said={(saved) => words.removed(saved.name)}
        change={(expectedVersion) => callApi((client) => client.members.remove({ params, payload: { expectedVersion } }))}
      />
    </div>
  )
}

const Place = ({ member, me }: { readonly member: MemberRow; readonly me: Me }) => {
  const zone = me.organization.timezone
  const isYou = member.memberId === me.memberId
  const isIn = member.status !== "removed"
  return (
    <>
      <Section title={words.factText}>
        <div className="[&_dd]:text-left">
          <KeyValues
            items={[
              { name: words.fact.address, value: member.email },
              { name: words.fact.status, value: <MemberStatusMark status={member.status} /> },
              { name: words.fact.factor, value: member.hasSecondFactor ? words.on : words.none },
              {
                name: words.fact.seen,
                value: member.lastSeenAt === null ? words.never : exactInstant(member.lastSeenAt, zone)
              }
            ]}
          />
        </div>
      </Section>
      {isIn ? (
        <Section title={words.place} text={words.placeText}>
          <RoleForm key={member.role} member={member} />
        </Section>
      ) : null}
      <Section title={words.clients} text={words.clientsText}>
        {clientReach[member.role] === "all" ? (
          <p className="text-muted">{assignmentWords.allClients}</p>
        ) : (
          <>
            <AssignmentList me={me} of={{ memberId: member.memberId }} />
            {isIn ? <AssignForm me={me} memberId={member.memberId} /> : null}
          </>
        )}
      </Section>
      {isIn && !isYou ? (
        <Section title={words.access} text={words.accessText}>
          <Access member={member} />
        </Section>
      ) : null}
      {member.status === "active" && !isYou && member.role !== "owner" && me.role === "owner" ? (
        <Section title={words.ownership} text={words.ownershipText}>
          <MemberAction
            member={member}
            action={words.transfer}
            busyLabel={words.transferring}
            title={words.transferTitle(member.name)}
            text={words.transferText(member.name)}
            said={(saved) => words.transferred(saved.name)}
            change={(expectedVersion) =>
              callApi((client) =>
                client.members.transferOwnership({ params: { memberId: member.memberId }, payload: { expectedVersion } })
              )
            }
          />
        </Section>
      ) : null}
    </>
  )
}

/** One member: who it is, what the role is, which clients, and the ways out. */
export const MemberPage = ({ me, memberId }: { readonly me: Me; readonly memberId: MemberId }) => {
  const list = useQuery(membersQuery)
  if (list.isPending) return <SettingsSkeleton what={words.loading} />
  if (list.data === undefined) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  const member = list.data.find((one) => one.memberId === memberId)
  if (member === undefined) return <Failed error={missing} />
  return (
    <>
      {list.isError ? <KeptNotice error={list.error} /> : null}
      <Place member={member} me={me} />
    </>
  )
}

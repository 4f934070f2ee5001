import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { Mark } from "@beep/ui/Mark"
import type { DateTime } from "effect"
import { ShieldCheck, ShieldOff } from "lucide-react"
import { members as words } from "../../messages/members.ts"
import { useListMode } from "../../shell/listMode.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { MemberName } from "./MemberName.tsx"
import { MemberStatusMark } from "./MemberStatusMark.tsx"

const Seen = ({ at, zone, now }: { readonly at: DateTime.Utc | null; readonly zone: string; readonly now: DateTime.Utc }) =>
  at === null ? words.never : <span title={exactInstant(at, zone)}>{words.seen(age(at, now))}</span>

const FactorMark = ({ on, words: [yes, no] }: { readonly on: boolean; readonly words: readonly [string, string] }) => (
  <Mark tone={on ? "ok" : "plain"} icon={on ? <ShieldCheck strokeWidth={1.5} /> : <ShieldOff strokeWidth={1.5} />}>
    {on ? yes : no}
  </Mark>
)

interface ListProps {
  readonly members: ReadonlyArray<MemberRow>
  readonly me: Me
}

const Table = ({ members, me }: ListProps) => {
  const now = useNow()
  return (
    <DataTable label={words.heading} className="min-w-200">
      <thead>
        <tr>
          <HeadCell>{words.columns.name}</HeadCell>
          <HeadCell>{words.fact.address}</HeadCell>
          <HeadCell>{words.columns.role}</HeadCell>
          <HeadCell>{words.columns.status}</HeadCell>
          <HeadCell>{words.columns.factor}</HeadCell>
          <HeadCell>{words.columns.seen}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.memberId} className="hover:bg-sunken">
            <Cell className="h-10">
              <MemberName member={member} isYou={member.memberId === me.memberId} />
            </Cell>
            <Cell className="text-muted">{member.email}</Cell>
            <Cell>{words.roles[member.role]}</Cell>
            <Cell>
              <MemberStatusMark status={member.status} />
            </Cell>
            <Cell>
              <FactorMark on={member.hasSecondFactor} words={[words.on, words.none]} />
            </Cell>
            <Cell className="whitespace-nowrap text-muted">
              <Seen at={member.lastSeenAt} zone={me.organization.timezone} now={now} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

const Cards = ({ members, me }: ListProps) => {
  const now = useNow()
  return (
    <ul aria-label={words.heading} className="border-t border-line text-13">
      {members.map((member) => (
        <li key={member.memberId} className="grid gap-1 border-b border-line px-6 py-2.5 max-sm:px-4">
          <div className="flex items-center justify-between gap-2">
            <MemberName member={member} isYou={member.memberId === me.memberId} />
            <MemberStatusMark status={member.status} />
          </div>
          <p className="truncate text-muted">{member.email}</p>
          <p className="text-muted">
            {words.roleAndSeen(member.role, member.lastSeenAt === null ? null : age(member.lastSeenAt, now))}
          </p>
          <p>
            <FactorMark on={member.hasSecondFactor} words={[words.factorOn, words.factorOff]} />
          </p>
        </li>
      ))}
    </ul>
  )
}

export const MemberList = (props: ListProps) => (useListMode() ? <Cards {...props} /> : <Table {...props} />)

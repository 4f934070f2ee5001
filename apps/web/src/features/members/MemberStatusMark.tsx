import type { MemberStatus } from "@beep/tenancy/contract/Member"
import { Mark } from "@beep/ui/Mark"
import { Ban, Check, UserMinus } from "lucide-react"
import { members } from "../../messages/members.ts"

const icons = {
  active: <Check strokeWidth={1.5} />,
  suspended: <Ban strokeWidth={1.5} />,
  removed: <UserMinus strokeWidth={1.5} />
} as const
const tones = { active: "ok", suspended: "warn", removed: "plain" } as const

export const MemberStatusMark = ({ status }: { readonly status: MemberStatus }) => (
  <Mark tone={tones[status]} icon={icons[status]}>
    {members.statuses[status]}
  </Mark>
)

import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { Chip } from "@beep/ui/Chip"
import { Link } from "@tanstack/react-router"
import { members } from "../../messages/members.ts"

export const MemberName = ({ member, isYou }: { readonly member: MemberRow; readonly isYou: boolean }) => (
  <span className="inline-flex min-w-0 items-center gap-2">
    <Link
      to="/settings/members/$memberId"
      params={{ memberId: member.memberId }}
      className="inline-flex min-h-6 min-w-0 items-center truncate font-medium text-fg hover:underline hover:underline-offset-4"
    >
      {member.name}
    </Link>
    {isYou ? <Chip tone="info">{members.you}</Chip> : null}
  </span>
)

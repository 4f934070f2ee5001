import { MemberId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Schema } from "effect"

/** `suspended` closes every door at once and is taken back; `removed` is for good, until a new invitation. */
export const MemberStatus = Schema.Literals(["active", "suspended", "removed"])
export type MemberStatus = typeof MemberStatus.Type

export const DisplayName = Schema.String.check(Schema.isTrimmed(), Schema.isBetweenLength(1, 120))

/** A user's place in one organization; its id is the `advisorId` of every address. */
export const Member = Schema.Struct({
  id: MemberId,
  userId: UserId,
  displayName: DisplayName,
  role: Role,
  status: MemberStatus,
  rowVersion: Schema.Int
})
export type Member = typeof Member.Type

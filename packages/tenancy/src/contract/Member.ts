import { MemberId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Schema } from "effect"

export const MemberStatus = Schema.Literals(["active", "removed"])
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

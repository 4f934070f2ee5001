import { ClientId, MemberId } from "@beep/kernel/ids"
import { Schema } from "effect"

export const AssignmentsSearch = Schema.Struct({ member: Schema.optionalKey(MemberId), client: Schema.optionalKey(ClientId) })
export type AssignmentsSearch = typeof AssignmentsSearch.Type

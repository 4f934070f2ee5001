import { Schema } from "effect"
import { QboId } from "./QboId.ts"

/** The balance QuickBooks itself states on a customer or a vendor, in home currency: what they owe us, or what we owe them. */
export const PartyBalance = Schema.Struct({
  entityType: Schema.Literals(["Customer", "Vendor"]),
  qboId: QboId,
  name: Schema.String,
  active: Schema.Boolean,
  balanceMinor: Schema.BigIntFromString
})
export type PartyBalance = typeof PartyBalance.Type

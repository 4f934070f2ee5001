import { type Currency, Money } from "@beep/kernel/Money"
import { Schema } from "effect"

/** `1234n` USD -> `{ minor: 1234n, currency }`; on the wire `minor` is a string. */
export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency })

/** How many documents, and their open balances; null where the documents were never synced. */
export const CountedSum = Schema.Struct({ count: Schema.Int, amount: Money })
export type CountedSum = typeof CountedSum.Type

import type { Currency } from "@beep/kernel/Money"
import { minorFromDecimal } from "@beep/kernel/Money"
import type { Line } from "@beep/quickbooks/contract/wire/Line"
import type { Facts } from "./DraftRecord.ts"

/** What a deposit says of receipts: which it takes in, and how much of it comes from none. An amount that cannot be kept is named with the deposit's own. */
export const depositFacts = (lines: ReadonlyArray<Line>, currency: Currency): Facts => {
  const links = lines.flatMap(({ LinkedTxn = [] }) => LinkedTxn.map(({ TxnId, TxnType }) => `${TxnType}/${TxnId}`))
  const loose = lines
    .filter(({ DetailType, LinkedTxn = [] }) => LinkedTxn.length === 0 && DetailType === "DepositLineDetail")
    .reduce((sum, { Amount }) => sum + (minorFromDecimal(Amount ?? "0", currency) ?? 0n), 0n)
  return { ...(links.length === 0 ? {} : { links }), ...(loose > 0n ? { looseMinor: loose } : {}) }
}

import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { accountLines } from "@beep/quickbooks/contract/report/BalanceSheet"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Result } from "effect"
import { type DraftRecord, UnreadableAmount } from "./DraftRecord.ts"

/** A balance sheet as records: the balance of each account with an id on the report's day, in home currency. */
export const balanceSheetDrafts = (
  tree: ReportTree,
  day: string,
  currency: Currency
): Result.Result<ReadonlyArray<DraftRecord>, UnreadableAmount> => {
  const drafts: Array<DraftRecord> = []
  for (const line of accountLines(tree)) {
    if (line.accountId === null) continue
    const qboId = `${line.accountId}@${day}`
    const amountMinor = minorFromDecimal(line.amount, currency)
    if (amountMinor === undefined) return Result.fail(new UnreadableAmount({ entityType: "BalanceSheetLine", qboId }))
    const raw = JSON.stringify(line)
    drafts.push({
      entityType: "BalanceSheetLine",
      qboId,
      syncToken: null,
      qboUpdatedAt: null,
      txnDate: day,
      dueDate: null,
      partyId: null,
      accountId: line.accountId,
      currency,
      amountMinor,
      openMinor: null,
      homeAmountMinor: amountMinor,
      homeOpenMinor: null,
      active: null,
      facts: {},
      label: { name: line.name },
      raw,
      identity: raw
    })
  }
  return Result.succeed(drafts)
}

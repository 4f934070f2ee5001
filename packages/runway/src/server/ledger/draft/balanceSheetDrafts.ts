import type { Currency } from "@beep/kernel/Money"
import { accountLines } from "@beep/quickbooks/contract/report/BalanceSheet"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import type { DraftRecord } from "./DraftRecord.ts"
import { statedAmounts } from "./statedAmounts.ts"

/** A balance sheet as records: the balance of each account with an id on the report's day, in home currency. */
export const balanceSheetDrafts = (tree: ReportTree, day: string, currency: Currency): ReadonlyArray<DraftRecord> => {
  const drafts: Array<DraftRecord> = []
  for (const line of accountLines(tree)) {
    if (line.accountId === null) continue
    const stated = statedAmounts()
    const amountMinor = stated.read("amount", line.amount, currency)
    const raw = JSON.stringify(line)
    drafts.push({
      entityType: "BalanceSheetLine",
      qboId: `${line.accountId}@${day}`,
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
      facts: stated.facts(),
      label: { name: line.name },
      raw,
      identity: raw
    })
  }
  return drafts
}

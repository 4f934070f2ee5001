import type { Currency } from "@beep/kernel/Money"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Effect } from "effect"
import { accountDrafts, carried, firstDay, type ReportPeriod } from "../server/ledger/draft/carriedLedger.ts"
import { ledgerPart } from "../server/ledger/draft/ledgerPart.ts"

/** A general ledger report of one answer as a sync keeps it: its records, and the first day of the books in it. */
export const generalLedgerDrafts = Effect.fn("generalLedgerDrafts")(function* (
  tree: ReportTree,
  period: ReportPeriod,
  currency: Currency
) {
  const part = yield* ledgerPart(tree, currency)
  const ledger = carried(undefined, part, period.from, currency)
  return { drafts: [...accountDrafts(ledger, period, currency), ...part.lines], from: firstDay(ledger, period.from) }
})

import type { PlantId } from "../Blueprint.ts"
import type { Keeper } from "../Keeper.ts"
import { largeOverdue, oldBill, overdueBacklog, staleInvoices, unusualAmount } from "./aged.ts"
import { creditsBeyond, paidAhead, unapplied, undeposited, voidedAndDeleted } from "./credits.ts"
import { awkwardDates } from "./dates.ts"
import { doubleNames, duplicates, partlyPaid } from "./doubled.ts"
import { foreignBank, foreignDocuments, rateMissing } from "./foreign.ts"
import { beyondRange, cardOnly, closedWithBalance, singleOutflow, unpaidBills } from "./odd.ts"
import { straightLines } from "./straight.ts"
import {
  impossibleDocuments,
  lostReferences,
  noAddress,
  uncategorizedSpending,
  undatedBills,
  undatedInvoices
} from "./unclear.ts"

const planted: Readonly<Record<PlantId, (keeper: Keeper) => void>> = {
  undated_bills: undatedBills,
  undated_invoices: undatedInvoices,
  uncategorized: uncategorizedSpending,
  duplicates,
  double_names: doubleNames,
  partly_paid: partlyPaid,
  unapplied,
  credits_beyond: creditsBeyond,
  undeposited,
  paid_ahead: paidAhead,
  voided_and_deleted: voidedAndDeleted,
  lost_references: lostReferences,
  no_address: noAddress,
  impossible: impossibleDocuments,
  stale_invoices: staleInvoices,
  overdue_backlog: overdueBacklog,
  large_overdue: largeOverdue,
  old_bill: oldBill,
  unusual_amount: unusualAmount,
  awkward_dates: awkwardDates,
  foreign_documents: foreignDocuments,
  foreign_bank: foreignBank,
  rate_missing: rateMissing,
  closed_bank: closedWithBalance,
  beyond_range: beyondRange,
  single_outflow: singleOutflow,
  unpaid_bills: unpaidBills,
  card_only: cardOnly,
  straight_lines: straightLines
}

/** Writes what the company has to be found in its books, on top of its trade. */
export const plantAll = (keeper: Keeper): void => {
  for (const id of keeper.blueprint.plants) planted[id](keeper)
}

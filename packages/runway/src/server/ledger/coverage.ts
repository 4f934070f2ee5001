import { type Coverage, type InputCoverage, LedgerInput } from "../../contract/ledger/Coverage.ts"
import type { StoredState } from "../internal/ledger/StoredRecord.ts"
import type { SyncStep } from "../sync/syncSteps.ts"

/** Which step feeds which input of the figures; cash movements come from the ledger report. */
export const stepOf: Readonly<Record<LedgerInput, SyncStep>> = {
  accounts: "Account",
  customers: "Customer",
  vendors: "Vendor",
  invoices: "Invoice",
  bills: "Bill",
  credit_memos: "CreditMemo",
  payments: "Payment",
  vendor_credits: "VendorCredit",
  bill_payments: "BillPayment",
  journal_entries: "JournalEntry",
  general_ledger: "GeneralLedger",
  cash_movements: "GeneralLedger"
}

/** What is missing is named, never read as zero. */
export const coverageOf = (states: ReadonlyArray<StoredState>, movementRows: number): Coverage => {
  const byStep = new Map(states.map((state) => [state.entity_type, state]))
  const inputs = LedgerInput.literals.map((input): InputCoverage => {
    const state = byStep.get(stepOf[input])
    if (state === undefined || state.last_success_at === null) return { input, state: "missing", rows: 0, syncedAt: null }
    return {
      input,
      state: state.phase === "succeeded" ? "synced" : "halted",
      rows: input === "cash_movements" ? movementRows : state.rows_mirrored,
      syncedAt: state.last_success_at
    }
  })
  return { inputs, historyFrom: byStep.get("GeneralLedger")?.covers_from ?? null }
}

import type { InputCoverage, LedgerInput } from "../ledger/Coverage.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

const receivableInputs: ReadonlyArray<LedgerInput> = ["invoices", "credit_memos", "payments"]
const payableInputs: ReadonlyArray<LedgerInput> = ["bills", "vendor_credits"]

/** What runway.v1 reads; with receivables left out by the settings, theirs are not needed. */
export const requiredInputs = (settings: RunwaySettings): ReadonlyArray<LedgerInput> => [
  "accounts",
  ...(settings.arInclusion === "none" ? [] : receivableInputs),
  ...payableInputs,
  "bill_payments",
  "cash_movements"
]

const stateOf = (snapshot: LedgerSnapshot, input: LedgerInput): InputCoverage["state"] =>
  snapshot.coverage.inputs.find((entry) => entry.input === input)?.state ?? "missing"

/** Those of `inputs` that were never synced, in the given order. */
export const missingOf = (snapshot: LedgerSnapshot, inputs: ReadonlyArray<LedgerInput>): ReadonlyArray<LedgerInput> =>
  inputs.filter((input) => stateOf(snapshot, input) === "missing")

export const haltedOf = (snapshot: LedgerSnapshot): ReadonlyArray<LedgerInput> =>
  snapshot.coverage.inputs.filter((entry) => entry.state === "halted").map((entry) => entry.input)

export const hasReceivableDocuments = (snapshot: LedgerSnapshot): boolean => missingOf(snapshot, receivableInputs).length === 0
export const hasPayableDocuments = (snapshot: LedgerSnapshot): boolean => missingOf(snapshot, payableInputs).length === 0
export const hasInput = (snapshot: LedgerSnapshot, input: LedgerInput): boolean => stateOf(snapshot, input) !== "missing"

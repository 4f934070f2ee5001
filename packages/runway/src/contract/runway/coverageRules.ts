import type { InputCoverage, LedgerInput } from "../ledger/Coverage.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

export const receivableInputs: ReadonlyArray<LedgerInput> = ["invoices", "credit_memos", "payments", "journal_entries"]
export const payableInputs: ReadonlyArray<LedgerInput> = ["bills", "vendor_credits", "journal_entries"]

/** What runway.v1 reads; with receivables left out by the settings, theirs are not needed. */
export const requiredInputs = (settings: RunwaySettings): ReadonlyArray<LedgerInput> => [
  "accounts",
  ...(settings.arInclusion === "none" ? [] : receivableInputs.filter((input) => !payableInputs.includes(input))),
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

/** The records of these inputs that nobody can count: a sum over them would leave something out in silence. */
export const rejectedOf = ({ rejected }: LedgerSnapshot, inputs: ReadonlyArray<LedgerInput>): LedgerSnapshot["rejected"] =>
  rejected.filter(({ input }) => inputs.includes(input))

/** Whether an input can be summed: it was read, and nothing of it was rejected. */
export const hasInput = (snapshot: LedgerSnapshot, input: LedgerInput): boolean =>
  stateOf(snapshot, input) !== "missing" && rejectedOf(snapshot, [input]).length === 0

export const hasReceivableDocuments = (snapshot: LedgerSnapshot): boolean =>
  receivableInputs.every((input) => hasInput(snapshot, input))
/** Whether what the parties state may stand in for their documents: not where a document was read and rejected. */
export const maySpeakFor = (snapshot: LedgerSnapshot, parties: "customers" | "vendors"): boolean =>
  hasInput(snapshot, parties) && rejectedOf(snapshot, parties === "customers" ? receivableInputs : payableInputs).length === 0
export const hasPayableDocuments = (snapshot: LedgerSnapshot): boolean =>
  payableInputs.every((input) => hasInput(snapshot, input))

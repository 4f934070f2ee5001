import { DateTime, Schema } from "effect"
import type { LedgerInput } from "../ledger/Coverage.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RunwayResult } from "../runway/derive.ts"
import type { Figure, FigureBasis } from "../runway/Figure.ts"

/** A report that QuickBooks made, or its records as they are mirrored. */
export const FigureSource = Schema.Literals(["report", "records"])
export type FigureSource = typeof FigureSource.Type

/** When the oldest part of what a figure rests on was last read, or was said by QuickBooks to be unchanged. */
export const FigureAge = Schema.Struct({ source: FigureSource, at: Schema.DateTimeUtcFromString })
export type FigureAge = typeof FigureAge.Type

/** Null where there is no figure. */
export const FigureAges = Schema.Struct({
  cash: Schema.NullOr(FigureAge),
  bills: Schema.NullOr(FigureAge),
  invoices: Schema.NullOr(FigureAge),
  outflow: Schema.NullOr(FigureAge)
})
export type FigureAges = typeof FigureAges.Type

interface Rests {
  readonly source: FigureSource
  readonly inputs: ReadonlyArray<LedgerInput>
}

const restsOn = (basis: FigureBasis, documents: ReadonlyArray<LedgerInput>, parties: LedgerInput): Rests => {
  switch (basis) {
    case "accounts":
      return { source: "records", inputs: ["accounts"] }
    case "general_ledger":
      return { source: "report", inputs: ["general_ledger"] }
    case "movements":
      return { source: "report", inputs: ["cash_movements"] }
    case "documents":
      return { source: "records", inputs: documents }
    case "party_balances":
      return { source: "records", inputs: [parties] }
  }
}

const ageOf = (books: LedgerSnapshot, { inputs, source }: Rests): FigureAge | null => {
  const times = books.coverage.inputs.flatMap(({ input, syncedAt }) =>
    inputs.includes(input) && syncedAt !== null ? [syncedAt] : []
  )
  const [first, ...more] = times
  return first === undefined ? null : { source, at: more.reduce(DateTime.min, first) }
}

const age = (
  { books }: RunwayResult,
  figure: Figure | null,
  documents: ReadonlyArray<LedgerInput>,
  parties: LedgerInput
): FigureAge | null => (figure === null ? null : ageOf(books, restsOn(figure.basis, documents, parties)))

/** How old each figure of a digest is, and whether it rests on a report or on records. */
export const figureAges = (result: RunwayResult): FigureAges => {
  const { bill_outflow, cash, other_outflow, payables, receivables } = result.figures
  return {
    cash: age(result, cash, ["accounts"], "accounts"),
    bills: age(result, payables, ["bills", "vendor_credits", "bill_payments"], "vendors"),
    invoices: age(result, receivables, ["invoices", "credit_memos", "payments"], "customers"),
    outflow: age(result, bill_outflow ?? other_outflow, ["bill_payments"], "vendors")
  }
}

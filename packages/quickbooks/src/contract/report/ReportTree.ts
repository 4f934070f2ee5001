import { Schema } from "effect"

const Cell = Schema.Struct({ value: Schema.optionalKey(Schema.String), id: Schema.optionalKey(Schema.String) })
const Cells = Schema.Struct({ ColData: Schema.optionalKey(Schema.Array(Cell)) })

const NameValue = Schema.Struct({ Name: Schema.optionalKey(Schema.String), Value: Schema.optionalKey(Schema.String) })

const Column = Schema.Struct({
  ColTitle: Schema.optionalKey(Schema.String),
  ColType: Schema.optionalKey(Schema.String),
  MetaData: Schema.optionalKey(Schema.Array(NameValue))
})

/** A section has `Rows`, usually a `Header` and a `Summary`; a data row has `ColData`. */
export interface WireRow {
  readonly type?: string
  readonly group?: string
  readonly Header?: typeof Cells.Type
  readonly ColData?: ReadonlyArray<typeof Cell.Type>
  readonly Rows?: { readonly Row?: ReadonlyArray<WireRow> }
  readonly Summary?: typeof Cells.Type
}

const WireRow: Schema.Decoder<WireRow> = Schema.Struct({
  type: Schema.optionalKey(Schema.String),
  group: Schema.optionalKey(Schema.String),
  Header: Schema.optionalKey(Cells),
  ColData: Schema.optionalKey(Schema.Array(Cell)),
  Rows: Schema.optionalKey(
    Schema.Struct({ Row: Schema.optionalKey(Schema.Array(Schema.suspend((): Schema.Decoder<WireRow> => WireRow))) })
  ),
  Summary: Schema.optionalKey(Cells)
})

/** The Row/Column tree every report of QuickBooks is sent as, all values as text, empty cells as `""`. */
export const ReportTree = Schema.Struct({
  Header: Schema.Struct({
    Time: Schema.optionalKey(Schema.String),
    ReportName: Schema.optionalKey(Schema.String),
    ReportBasis: Schema.optionalKey(Schema.String),
    StartPeriod: Schema.optionalKey(Schema.String),
    EndPeriod: Schema.optionalKey(Schema.String),
    Currency: Schema.optionalKey(Schema.String),
    Option: Schema.optionalKey(Schema.Array(NameValue))
  }),
  Columns: Schema.Struct({ Column: Schema.optionalKey(Schema.Array(Column)) }),
  Rows: Schema.Struct({ Row: Schema.optionalKey(Schema.Array(WireRow)) })
})
export type ReportTree = typeof ReportTree.Type

export type ReportName =
  | "BalanceSheet"
  | "ProfitAndLoss"
  | "AgedReceivables"
  | "AgedReceivableDetail"
  | "AgedPayables"
  | "AgedPayableDetail"
  | "GeneralLedger"
  | "TrialBalance"
  | "TransactionList"

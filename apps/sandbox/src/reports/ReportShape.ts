import type { LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, decimalFromMinor } from "@beep/kernel/Money"
import type { Json } from "../render/Json.ts"

export interface Cell {
  readonly value: string
  readonly id?: string | undefined
}

export interface Column {
  readonly title: string
  readonly type: string
  /** Summary reports name a column in its metadata too. */
  readonly key?: string
}

export const blank: Cell = { value: "" }
export const cell = (value: string, id?: string): Cell => ({ value, id })

/** Reports print two decimals always, `0.00` included. */
export const printed = (minor: bigint, currency: Currency): string => decimalFromMinor(minor, currency)

const cells = (list: ReadonlyArray<Cell>): Json => ({ ColData: list.map(({ id, value }) => ({ value, id })) })

export const dataRow = (list: ReadonlyArray<Cell>): Json => ({
  ColData: list.map(({ id, value }) => ({ value, id })),
  type: "Data"
})

export const section = (options: {
  readonly header?: ReadonlyArray<Cell>
  readonly rows?: ReadonlyArray<Json>
  readonly summary?: ReadonlyArray<Cell>
  readonly group?: string
}): Json => ({
  Header: options.header === undefined ? undefined : cells(options.header),
  Rows: options.rows === undefined ? undefined : { Row: options.rows },
  Summary: options.summary === undefined ? undefined : cells(options.summary),
  type: "Section",
  group: options.group
})

export const report = (options: {
  readonly name: string
  readonly from?: LocalDate
  readonly to: LocalDate
  readonly currency: Currency
  readonly options?: ReadonlyArray<{ readonly Name: string; readonly Value: string }>
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Json>
}): Json => ({
  Header: {
    ReportName: options.name,
    ReportBasis: "Accrual",
    StartPeriod: options.from,
    EndPeriod: options.to,
    Currency: options.currency,
    Option: [...(options.options ?? []), { Name: "NoReportData", Value: String(options.rows.length === 0) }]
  },
  Columns: {
    Column: options.columns.map(({ key, title, type }) => ({
      ColTitle: title,
      ColType: type,
      MetaData: key === undefined ? undefined : [{ Name: "ColKey", Value: key }]
    }))
  },
  Rows: options.rows.length === 0 ? {} : { Row: options.rows }
})

import { type LocalDate } from "@beep/kernel/LocalDate"
import { decimalFromMinor, usd } from "@beep/kernel/Money"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Schema } from "effect"

interface Cell {
  readonly value: string
  readonly id?: string
}

const text = (minor: bigint): string => (minor === 0n ? "" : decimalFromMinor(minor, usd))

const tree = (
  name: string,
  day: LocalDate,
  columns: ReadonlyArray<readonly [type: string, key: string]>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  group?: string
): ReportTree => {
  const data = rows.map((ColData) => ({ ColData, type: "Data" }))
  return Schema.decodeUnknownSync(ReportTree)({
    Header: {
      ReportName: name,
      ReportBasis: "Accrual",
      EndPeriod: day,
      Currency: "USD",
      Option: [{ Name: "NoReportData", Value: "false" }]
    },
    Columns: {
      Column: columns.map(([ColType, Value]) => ({ ColType, ColTitle: Value, MetaData: [{ Name: "ColKey", Value }] }))
    },
    Rows: { Row: group === undefined ? data : [{ type: "Section", group, Rows: { Row: data } }] }
  })
}

export interface AgedLine {
  readonly id: string | null
  readonly name: string
  /** Not due, 1-30, 31-60, 61-90, over 90. */
  readonly amounts: ReadonlyArray<bigint>
}

/** AgedReceivables or AgedPayables as QuickBooks lays it out. */
export const agedReport = (side: "customer" | "vendor", day: LocalDate, lines: ReadonlyArray<AgedLine>): ReportTree =>
  tree(
    side === "customer" ? "AgedReceivables" : "AgedPayables",
    day,
    [
      [side === "customer" ? "Customer" : "Vendor", side],
      ["Money", "current"],
      ["Money", "0"],
      ["Money", "1"],
      ["Money", "2"],
      ["Money", "3"],
      ["Money", "total"]
    ],
    lines.map(({ amounts, id, name }) => [
      id === null ? { value: name } : { value: name, id },
      ...amounts.map((amount) => ({ value: text(amount) })),
      {
        value: decimalFromMinor(
          amounts.reduce((sum, amount) => sum + amount, 0n),
          usd
        )
      }
    ])
  )

export interface AccountLine {
  readonly id: string | null
  readonly name: string
  /** A debit is positive. */
  readonly amount: bigint
}

export const balanceSheet = (day: LocalDate, banks: ReadonlyArray<AccountLine>): ReportTree =>
  tree(
    "BalanceSheet",
    day,
    [
      ["Account", "account"],
      ["Money", "total"]
    ],
    banks.map(({ amount, id, name }) => [
      id === null ? { value: name } : { value: name, id },
      { value: decimalFromMinor(amount, usd) }
    ]),
    "BankAccounts"
  )

export const trialBalance = (day: LocalDate, lines: ReadonlyArray<AccountLine>): ReportTree =>
  tree(
    "TrialBalance",
    day,
    [
      ["Account", "account"],
      ["Money", "debit"],
      ["Money", "credit"]
    ],
    lines.map(({ amount, id, name }) => [
      id === null ? { value: name } : { value: name, id },
      { value: amount > 0n ? text(amount) : "" },
      { value: amount < 0n ? text(-amount) : "" }
    ])
  )

import type { LocalDate } from "@beep/kernel/LocalDate"

export interface Paid {
  readonly date: LocalDate
  readonly id: string
}

const columns = ["tx_date", "txn_type", "doc_num", "name", "memo", "split_acc", "subt_nat_amount", "rbal_nat_amount"]

/** A ledger report of one bank account, whatever days are asked for: payments of ten dollars. */
export const ledgerReport = (paid: ReadonlyArray<Paid>, from: string, to: string) => ({
  Header: { ReportName: "GeneralLedger", StartPeriod: from, EndPeriod: to, Currency: "USD" },
  Columns: { Column: columns.map((Value) => ({ ColType: Value, MetaData: [{ Name: "ColKey", Value }] })) },
  Rows: {
    Row: [
      {
        type: "Section",
        Header: { ColData: [{ value: "Checking", id: "35" }] },
        Rows: {
          Row: [
            {
              type: "Data",
              ColData: [{ value: "Beginning Balance" }, ...Array.from({ length: 6 }, () => ({ value: "" })), { value: "500.00" }]
            },
            ...paid
              .filter(({ date }) => date >= from && date <= to)
              .map(({ date, id }) => ({
                type: "Data",
                ColData: [
                  { value: date },
                  { value: "Check", id },
                  { value: id },
                  { value: "Internal Revenue Service", id: "9" },
                  { value: "" },
                  { value: "Taxes", id: "70" },
                  { value: "-10.00" },
                  { value: "490.00" }
                ]
              }))
          ]
        },
        Summary: { ColData: [{ value: "Total for Checking" }] }
      }
    ]
  }
})

import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { agedLines } from "@beep/quickbooks/contract/report/AgedDetail"
import { agedParties } from "@beep/quickbooks/contract/report/AgedSummary"
import { accountLines } from "@beep/quickbooks/contract/report/BalanceSheet"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Effect, Schema } from "effect"

const cents = (text: string): bigint => minorFromDecimal(text, usd) ?? 0n
const sum = (amounts: ReadonlyArray<string>): bigint => amounts.reduce((total, amount) => total + cents(amount), 0n)

const Payment = Schema.Struct({
  TxnDate: Schema.String,
  Line: Schema.Array(
    Schema.Struct({
      Amount: Schema.String,
      LinkedTxn: Schema.Array(Schema.Struct({ TxnId: Schema.String, TxnType: Schema.String }))
    })
  )
})

/** What of each bill is settled by payments recorded for a later day. The reports of the day still list it as open; runway.md 3.6 counts it as committed. */
const committedAfter = Effect.fnUntraced(function* (company: CompanySource, day: LocalDate) {
  const committed = new Map<string, bigint>()
  for (const row of company.rows("BillPayment") ?? []) {
    const payment = yield* Schema.decodeUnknownEffect(Payment)(row.fields)
    if (payment.TxnDate <= day) continue
    for (const {
      Amount,
      LinkedTxn: [linked]
    } of payment.Line) {
      if (linked?.TxnType === "Bill") committed.set(linked.TxnId, (committed.get(linked.TxnId) ?? 0n) + cents(Amount))
    }
  }
  return committed
})

const reportOf = (company: CompanySource, name: string, day: LocalDate) =>
  Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(
    company.report(name, { start_date: day, end_date: day, report_date: day }) ?? ""
  )

/** What the company's own reports say on a day, in cents: what a person would find who opened them in QuickBooks. */
export const statedByQuickBooks = Effect.fnUntraced(function* (company: CompanySource, day: LocalDate) {
  const banks = accountLines(yield* reportOf(company, "BalanceSheet", day)).filter((line) => line.groups.includes("BankAccounts"))
  const payable = agedLines(yield* reportOf(company, "AgedPayableDetail", day))
  const receivable = agedLines(yield* reportOf(company, "AgedReceivableDetail", day))
  const committed = yield* committedAfter(company, day)
  // Reports print the document's own day where there is no due date; such a document is neither overdue nor due.
  const dated = (entity: "Bill" | "Invoice") =>
    new Set(
      (company.rows(entity) ?? []).flatMap((row) => (row.fields["DueDate"] === undefined ? [] : [String(row.fields["Id"])]))
    )
  const open = (lines: typeof payable, type: "Bill" | "Invoice", from: string, to: string) => {
    const known = dated(type)
    return lines
      .filter((line) => line.type === type && known.has(line.txnId ?? "") && line.dueDate >= from && line.dueDate <= to)
      .reduce(
        (total, line) => total + cents(line.openBalance) - (type === "Bill" ? (committed.get(line.txnId ?? "") ?? 0n) : 0n),
        0n
      )
  }
  const yesterday = addDays(day, -1)
  return {
    committed,
    banks: new Map(banks.map((line) => [line.accountId ?? line.name, cents(line.amount)])),
    cash: sum(banks.filter((line) => !/trust|escrow/i.test(line.name)).map((line) => line.amount)),
    receivables: sum(agedParties(yield* reportOf(company, "AgedReceivables", day)).map((party) => party.total)),
    payables:
      sum(agedParties(yield* reportOf(company, "AgedPayables", day)).map((party) => party.total)) -
      [...committed.values()].reduce((total, amount) => total + amount, 0n),
    billsOverdue: open(payable, "Bill", "0000-00-00", yesterday),
    billsDue7: open(payable, "Bill", day, addDays(day, 7)),
    billsDue30: open(payable, "Bill", day, addDays(day, 30)),
    invoicesOverdue: open(receivable, "Invoice", "0000-00-00", yesterday)
  }
})

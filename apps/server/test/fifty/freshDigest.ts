import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { Account } from "@beep/quickbooks/contract/entities/Account"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { oracleCashAccounts } from "@beep/runway/contract/oracle/cashAccounts"
import { burnByReport, cashByReport, payablesByReport, receivablesByReport } from "@beep/runway/contract/oracle/oracleParts"
import { type OracleInput, oracleRunway } from "@beep/runway/contract/oracle/oracleRunway"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Schema } from "effect"
import { cents, type Fresh, freshObjects, papersOf } from "./freshObjects.ts"
import { agedPayables, agedReceivables, type AgedRow, freshReport, sheetBalances } from "./freshReports.ts"

/** What is open of a document or of a line, in home cents as the report has it, in its own as the object has it. */
export interface Open {
  readonly type: string
  readonly id: string
  readonly home: number | null
  readonly own: number
  readonly currency: string
  readonly number: string | null
  readonly dueDate: string | null
  /** Days past due, negative before; null where nobody can tell. */
  readonly late: number | null
  readonly isCredit: boolean
}

const sum = (amounts: ReadonlyArray<number>): number => amounts.reduce((total, amount) => total + amount, 0)
const value = (open: ReadonlyArray<Open>): number => sum(open.map(({ home }) => home ?? 0))
const counted = (open: ReadonlyArray<Open>) => ({ count: open.length, cents: value(open) })

/** Payments of bills recorded for a later day. */
const laterPayments = (source: CompanySource, day: LocalDate) =>
  freshObjects(source, "BillPayment").flatMap(({ ExchangeRate, Line = [], TotalAmt, TxnDate = "" }) =>
    TxnDate > day
      ? [{ date: LocalDate.make(TxnDate), cents: Math.round(cents(TotalAmt) * (ExchangeRate ?? 1)), lines: Line }]
      : []
  )

/** What of a bill is settled by them: a report of the day lists it as open still (runway.md 3.6). */
const settledLater = (source: CompanySource, day: LocalDate): ReadonlyMap<string, number> => {
  const settled = new Map<string, number>()
  for (const { Amount, LinkedTxn = [] } of laterPayments(source, day).flatMap(({ lines }) => lines)) {
    const bill = LinkedTxn.find(({ TxnType }) => TxnType === "Bill")
    if (bill !== undefined) settled.set(bill.TxnId, (settled.get(bill.TxnId) ?? 0) + cents(Amount))
  }
  return settled
}

const buckets = [
  ["not_due", (late: number | null) => late !== null && late <= 0],
  ["1_30", (late: number | null) => late !== null && late > 0 && late <= 30],
  ["31_60", (late: number | null) => late !== null && late > 30 && late <= 60],
  ["61_90", (late: number | null) => late !== null && late > 60 && late <= 90],
  ["over_90", (late: number | null) => late !== null && late > 90],
  ["undated", (late: number | null) => late === null]
] as const

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sideOf = (rows: ReadonlyArray<Open>) => {
  const open = rows.filter(({ home, own }) => home !== 0 && own !== 0)
  const owed = open.filter(({ isCredit }) => !isCredit)
  return {
    open,
    total: value(open),
    credits: value(open.filter(({ isCredit }) => isCredit)),
    aging: buckets.map(([bucket, holds]) => ({ bucket, ...counted(owed.filter(({ late }) => holds(late))) }))
  }
}

const topOf = (open: ReadonlyArray<Open>, order: (a: Open, b: Open) => number) =>
  open
    .toSorted((a, b) => order(a, b) || text(a.id, b.id))
    .slice(0, 3)
    .map(({ currency, dueDate, id, late, number, own, type }) => ({ type, id, number, dueDate, late, own, currency }))

const dueFirst = (a: Open, b: Open): number => (b.late ?? -Infinity) - (a.late ?? -Infinity) || 0
const dearFirst = (a: Open, b: Open): number => (b.home ?? 0) - (a.home ?? 0)

/** What is booked straight on receivables or payables. */
const byLine: ReadonlySet<string> = new Set(["Journal Entry", "Deposit", "Check", "Expense"])

const openOf = (source: CompanySource, day: LocalDate, rows: ReadonlyArray<AgedRow>): ReadonlyArray<Open> => {
  const papers = new Map(papersOf(source, day).papers.map((paper) => [paper.key, paper]))
  const settled = settledLater(source, day)
  return rows.map((row): Open => {
    const type = row.type.replace(" ", "")
    const paper = papers.get(`${type}/${row.id}`)
    const isDated = type === "Bill" || type === "Invoice"
    // A line is due on its own day.
    const late = byLine.has(row.type) ? daysBetween(LocalDate.make(row.date), day) : isDated ? (paper?.due ?? null) : null
    return {
      type,
      id: row.id,
      number: row.number === "" ? null : row.number,
      home: row.cents === null ? null : row.cents - (type === "Bill" ? (settled.get(row.id) ?? 0) : 0),
      own: byLine.has(row.type) ? (row.cents ?? 0) : (paper?.open ?? row.cents ?? 0),
      currency: paper?.object.CurrencyRef?.value ?? "USD",
      dueDate: late === null ? null : addDays(day, -late),
      late,
      isCredit: !isDated && (row.cents ?? 0) < 0
    }
  })
}

/** Accounts of banks, by what their money may be used for. */
const bankAccounts = (source: CompanySource, day: LocalDate) => {
  const sheet = sheetBalances(source, day)
  const roleOf = ({ AccountSubType = "", Active, Name = "" }: Fresh) =>
    /\b(trust|escrow|iolta|client (money|funds?))\b/i.test(Name) || /trust/i.test(AccountSubType)
      ? "restricted"
      : Active === false
        ? "excluded"
        : "included"
  return freshObjects(source, "Account")
    .filter(({ AccountType }) => AccountType === "Bank")
    .map((account) => ({ id: account.Id, role: roleOf(account), cents: sheet.get(account.Id) ?? 0 }))
}

const readAccount = Schema.decodeUnknownSync(Account)

/** The parts of the formula by the oracle, which knows nothing but reports and the list of accounts. */
export const freshInput = (source: CompanySource, day: LocalDate): OracleInput => {
  const accounts = (source.rows("Account") ?? []).map(({ raw }) => readAccount(exactJson(raw)))
  const cash = oracleCashAccounts(accounts)
  const from = addDays(day, -90)
  const ledger = freshReport(source, "GeneralLedger", { start_date: from, end_date: addDays(day, -1) })
  return {
    cash:
      cash.length === 0 ? null : cashByReport(freshReport(source, "BalanceSheet", { start_date: day, end_date: day }), cash, usd),
    receivables: receivablesByReport(freshReport(source, "AgedReceivableDetail", { report_date: day }), day, usd).minor,
    payables: payablesByReport(freshReport(source, "AgedPayableDetail", { report_date: day }), day, usd).minor,
    burn: burnByReport(
      ledger,
      cash,
      from,
      day,
      usd,
      accounts.filter(({ AccountType }) => AccountType === "Accounts Payable")
    )
  }
}

const runwayOf = (input: OracleInput, day: LocalDate) => {
  const { band, days, state } = oracleRunway(input)
  return {
    state,
    days,
    weeks: days === null ? null : Math.floor((days * 10) / 7) / 10,
    coveredUntil: days === null || days > 36_500 ? null : addDays(day, days),
    band,
    critical: state === "overdrawn" || (days !== null && days < 7)
  }
}

/** More than a twentieth of what is open on a side has no due date. */
const isUndated = (open: ReadonlyArray<Open>, type: string): boolean => {
  const own = open.filter((one) => one.type === type)
  return value(own.filter(({ late }) => late === null)) * 20 > value(own)
}

/**
 * Whether cash covers a payroll after what is due until then, undated and overdue bills, and payments recorded for a day
 * before it; null where nobody says what one of the bills is worth at home.
 */
export const freshPayroll = (
  { bills, cash }: ReturnType<typeof freshDigest>,
  source: CompanySource,
  day: LocalDate,
  on: LocalDate,
  payroll: number
): "ok" | "at_risk" | null => {
  const due = bills.open.filter(({ late, type }) => type === "Bill" && (late === null || late >= -daysBetween(day, on)))
  if (due.some(({ home }) => home === null)) return null
  const recorded = laterPayments(source, day).filter(({ date }) => date < on)
  return (cash.total ?? 0) - value(due) - sum(recorded.map((payment) => payment.cents)) >= payroll ? "ok" : "at_risk"
}

/**
 * Every metric of the digest (runway.md 1.7) of a company on a day, in plain cents: read off its reports, the due dates
 * and the names of its objects beside them. Nothing of the product's calculation is in it.
 */
export const freshDigest = (source: CompanySource, day: LocalDate) => {
  const banks = bankAccounts(source, day)
  const included = banks.filter(({ role }) => role === "included")
  const aside = (role: string) => {
    const accounts = banks.filter((account) => account.role === role)
    return { count: accounts.length, cents: sum(accounts.map((account) => account.cents)) }
  }
  const bills = sideOf(openOf(source, day, agedPayables(source, day)))
  const invoices = sideOf(openOf(source, day, agedReceivables(source, day)))
  const papers = (open: ReadonlyArray<Open>, type: string, holds: (late: number | null) => boolean) =>
    open.filter((one) => one.type === type && holds(one.late))
  const late = (days: number | null) => days !== null && days > 0
  const within = (ahead: number) => (days: number | null) => days !== null && days <= 0 && days >= -ahead
  const overdueInvoices = papers(invoices.open, "Invoice", late)
  const input = freshInput(source, day)
  const runway = runwayOf(input, day)
  const window = input.burn?.days ?? 0
  const reasons = {
    short_history: window < 30,
    undated_items: isUndated(bills.open, "Bill") || isUndated(invoices.open, "Invoice"),
    missing_exchange_rate: [...bills.open, ...invoices.open].some(({ home }) => home === null),
    no_outflow: runway.state === "not_burning",
    not_computed: runway.state === "unknown"
  }
  return {
    runway,
    windowDays: window,
    reasons: Object.entries(reasons).flatMap(([reason, holds]) => (holds ? [reason] : [])),
    cash: {
      total: included.length === 0 ? null : sum(included.map((account) => account.cents)),
      countedAccounts: included.length,
      excluded: aside("excluded"),
      restricted: aside("restricted"),
      accounts: banks
    },
    bills: {
      ...bills,
      overdue: counted(papers(bills.open, "Bill", late)),
      due7: counted(papers(bills.open, "Bill", within(7))),
      due30: counted(papers(bills.open, "Bill", within(30))),
      top: topOf(
        bills.open.filter(({ type }) => type === "Bill"),
        (a, b) => dueFirst(a, b) || dearFirst(a, b)
      )
    },
    invoices: {
      ...invoices,
      overdue: counted(overdueInvoices),
      notDue: counted(papers(invoices.open, "Invoice", (days) => !late(days))),
      top: topOf(overdueInvoices, (a, b) => dearFirst(a, b) || dueFirst(a, b))
    }
  }
}

/** Length of the bar in percent: 50 weeks are all of it, and any day at all is seen. */
export const freshFill = (days: number | null): number =>
  days === null || days === 0 ? 0 : Math.max(2, Math.min(100, (days * 100) / 350))

import { daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { Account } from "@beep/quickbooks/contract/entities/Account"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Schema } from "effect"
import { isAmong } from "./cashAccounts.ts"
import { reportAmount, reportLines, reportLinesAndHeads, reportSum, type ReportLine } from "./reportLines.ts"

const isDate = Schema.is(LocalDate)
const amountColumns = ["subt_nat_amount", "subt_nat_home_amount", "Amount"]

/** C: what the balance sheet of the day says the cash accounts hold; one it leaves out holds nothing. Null where there is one that cannot be kept. */
export const cashByReport = (balanceSheet: ReportTree, cash: ReadonlyArray<Account>, currency: Currency) => {
  const ours = isAmong(cash)
  return reportSum(
    reportLinesAndHeads(balanceSheet)
      .filter((line) => ours(line.at("Account", "")))
      .map((line) => reportAmount(line.at("Money", "Total"), currency))
  )
}

interface OpenLine {
  readonly party: string
  readonly kind: string
  readonly overdue: number | null
  readonly open: bigint
  /** A document whose cell is empty is open, and nobody says what it is worth in home currency. */
  readonly isValued: boolean
}

/** What is owed by a report; `minor` is null where it holds an amount that nobody can keep, and not `isWhole` where it says no amount of a document that counts. */
export interface OpenByReport {
  readonly minor: bigint | null
  readonly isWhole: boolean
}

const openLines = (
  report: ReportTree,
  party: ReadonlyArray<string>,
  columns: ReadonlyArray<string>,
  day: LocalDate,
  currency: Currency
) =>
  reportLines(report).map((line): OpenLine | null => {
    const cell = line.at(...columns)
    const open = reportAmount(cell, currency)
    if (open === null) return null
    const who = line.at(...party)
    const due = line.at("due_date", "Due Date").text
    return {
      party: who.id ?? who.text,
      kind: line.at("txn_type", "Transaction Type").text,
      overdue: isDate(due) ? daysBetween(due, day) : null,
      open,
      isValued: cell.text !== ""
    }
  })

/** What is booked straight on receivables or payables for somebody: a line of one of these, due on its own day. */
const byLine: ReadonlySet<string> = new Set(["Journal Entry", "Deposit", "Check", "Expense"])
const isOwedByLine = ({ kind, open }: OpenLine): boolean => byLine.has(kind) && open > 0n
const isCreditByLine = ({ kind, open }: OpenLine): boolean => byLine.has(kind) && open < 0n

/** The counted documents of each party less its credits, never below nothing. */
const netted = (
  read: ReturnType<typeof openLines>,
  counts: (line: OpenLine) => boolean,
  credits: (line: OpenLine) => boolean
): OpenByReport => {
  const lines = read.filter((line) => line !== null).filter((line) => counts(line) || credits(line))
  const isWhole = lines.every(({ isValued }) => isValued)
  if (read.includes(null)) return { minor: null, isWhole }
  const parties = new Map<string, bigint>()
  for (const line of lines) parties.set(line.party, (parties.get(line.party) ?? 0n) + line.open)
  return { minor: [...parties.values()].reduce((sum, open) => (open > 0n ? sum + open : sum), 0n), isWhole }
}

/** R: open invoices and lines at most 90 days past due, less the same customer's credits and unapplied payments. */
export const receivablesByReport = (agedReceivables: ReportTree, day: LocalDate, currency: Currency): OpenByReport => {
  const lines = openLines(
    agedReceivables,
    ["cust_name", "Customer"],
    ["subt_open_bal", "subt_home_open_bal", "Open Balance"],
    day,
    currency
  )
  return netted(
    lines,
    (line) => (line.kind === "Invoice" || isOwedByLine(line)) && (line.overdue === null || line.overdue <= 90),
    (line) => line.kind === "Credit Memo" || line.kind === "Payment" || isCreditByLine(line)
  )
}

/** P: open bills and lines that are overdue, due within 30 days or undated, less the same vendor's credits. */
export const payablesByReport = (agedPayables: ReportTree, day: LocalDate, currency: Currency): OpenByReport => {
  const lines = openLines(
    agedPayables,
    ["vend_name", "Vendor"],
    ["subt_neg_open_bal", "subt_neg_home_open_bal", "Open Balance"],
    day,
    currency
  )
  return netted(
    lines,
    (line) => (line.kind === "Bill" || isOwedByLine(line)) && (line.overdue === null || line.overdue >= -30),
    (line) => line.kind === "Vendor Credit" || isCreditByLine(line)
  )
}

export interface OracleBurn {
  readonly days: number
  readonly bills: bigint
  readonly other: bigint
}

const isBillPayment = (kind: string): boolean => kind.startsWith("Bill Payment")

/**
 * The outflows of the cash accounts over the window, one transaction at a time: what moves between
 * them cancels out. A bill payment, and what else has a line on `payable`, pays bills. The window begins with the first line of the books when nothing stood before it.
 * Null where a line of the cash accounts cannot be kept.
 */
export const burnByReport = (
  ledger: ReportTree,
  cash: ReadonlyArray<Account>,
  from: LocalDate,
  day: LocalDate,
  currency: Currency,
  payable: ReadonlyArray<Account> = []
): OracleBurn | null => {
  const ours = isAmong(cash)
  const owed = isAmong(payable)
  const paysBills = new Set<string>()
  const lines = reportLines(ledger)
  const dated = lines.flatMap((line) => {
    const date = line.at("tx_date", "Date").text
    return isDate(date) ? [{ line, date }] : []
  })
  const begins = dated.reduce((first, { date }) => (date < first ? date : first), day)
  const start = dated.length < lines.length || begins < from ? from : begins
  const inside = (line: ReportLine) => {
    const account = line.sections.at(-1)
    return account !== undefined && ours(account)
  }
  const transactions = new Map<string, { readonly kind: string; readonly net: bigint }>()
  let isReadable = true
  for (const { line } of dated) {
    const { id, text: kind } = line.at("txn_type", "Transaction Type")
    const account = line.sections.at(-1)
    if (id !== null && account !== undefined && owed(account)) paysBills.add(`${kind}/${id}`)
  }
  dated.forEach(({ date, line }, index) => {
    if (date < from || date >= day || !inside(line)) return
    const { id, text: kind } = line.at("txn_type", "Transaction Type")
    const key = id === null ? `line ${index}` : `${kind}/${id}`
    const amount = reportAmount(line.at(...amountColumns), currency)
    if (amount === null) isReadable = false
    else transactions.set(key, { kind, net: (transactions.get(key)?.net ?? 0n) + amount })
  })
  if (!isReadable) return null
  const outflows = [...transactions].filter(([, { net }]) => net < 0n)
  const total = (wanted: boolean) =>
    outflows.reduce((sum, [key, { kind, net }]) => ((isBillPayment(kind) || paysBills.has(key)) === wanted ? sum - net : sum), 0n)
  return { days: daysBetween(start, day), bills: total(true), other: total(false) }
}

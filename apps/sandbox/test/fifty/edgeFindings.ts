import { addDays, daysBetween } from "@beep/kernel/LocalDate"
import { digitsOf, maxMinor } from "@beep/kernel/Money"
import type { CaseId } from "../../src/companies/fifty/cases.ts"
import { balanceAt } from "../../src/ledger/Ledger.ts"
import type { OpenDocument } from "../../src/ledger/openDocuments.ts"
import { totalOf } from "../../src/ledger/Transaction.ts"
import { type Findings, isOfType, openBills, openInvoices, overdue, type Seen, sumOfCash } from "./Finding.ts"

/** Whether some party's open credits are more than all else that is open with it. */
const isBeyond = (documents: ReadonlyArray<OpenDocument>, credit: "CreditMemo" | "VendorCredit"): boolean =>
  [...Map.groupBy(documents, ({ partyId }) => partyId).values()].some(
    (own) => own.some(({ transaction }) => transaction.type === credit) && own.reduce((sum, { open }) => sum + open, 0n) < 0n
  )

const isDueIn = (seen: Seen, days: number): boolean =>
  [openBills(seen), openInvoices(seen)].every((side) => side.some((one) => overdue(seen, one) === -days))

const isPartly = ({ open, total }: OpenDocument): boolean => open > 0n && open < total

const days = ({ asOf, ledger }: Seen): number => daysBetween(ledger.books.startedOn, asOf)

const usZones = ["America/", "Pacific/Honolulu"]

/** United States: second Sunday of March, first of November. */
const changesClocks = (date: string): boolean => {
  const day = Number(date.slice(8))
  const isSunday = new Date(`${date}T12:00:00Z`).getUTCDay() === 0
  return isSunday && ((date.slice(5, 7) === "03" && day > 7 && day < 15) || (date.slice(5, 7) === "11" && day < 8))
}

export const edgeFindings: Findings<Exclude<CaseId, `HYG-${string}`>> = {
  zero_burn: (seen) => days(seen) >= 90 && seen.outflow.length === 0,
  zero_burn_with_bills: (seen) =>
    days(seen) >= 90 && seen.outflow.length === 0 && openBills(seen).some((bill) => (overdue(seen, bill) ?? 0) >= -30),
  negative_cash: (seen) => sumOfCash(seen) < 0n,
  no_bank_account: ({ ledger }) => ledger.books.accounts.every(({ type }) => type !== "Bank"),
  only_restricted_accounts: ({ ledger }) => {
    const banks = ledger.books.accounts.filter(({ type }) => type === "Bank")
    return banks.length > 0 && banks.every(({ name }) => /trust|escrow/i.test(name))
  },
  overdrawn_offset: (seen) => sumOfCash(seen) > 0n && [...seen.cash.values()].some((balance) => balance < 0n),
  history_under_30: (seen) => days(seen) < 30 && seen.all.every(({ date }) => daysBetween(date, seen.asOf) < 30),
  history_under_7: (seen) => days(seen) < 7,
  brand_new: ({ all, asOf, ledger }) => ledger.books.startedOn === asOf && all.every(({ date }) => date === asOf),
  all_invoices_stale: (seen) => {
    const invoices = openInvoices(seen)
    return invoices.length > 0 && invoices.every((one) => (overdue(seen, one) ?? 0) > 90)
  },
  credit_memo_beyond: ({ receivables }) => isBeyond(receivables, "CreditMemo"),
  vendor_credit_beyond: ({ payables }) => isBeyond(payables, "VendorCredit"),
  unapplied_payment: ({ receivables }) => receivables.some(({ transaction }) => transaction.type === "Payment"),
  deposit_on_receivables: ({ receivables }) => receivables.some((one) => isOfType("Deposit")(one) && one.open < 0n),
  cheque_on_receivables: ({ receivables }) => receivables.some((one) => isOfType("Purchase")(one) && one.open > 0n),
  expense_on_payables: ({ payables }) => payables.some((one) => isOfType("Purchase")(one) && one.open < 0n),
  journal_on_receivables: ({ receivables }) => receivables.some((one) => isOfType("JournalEntry")(one)),
  partly_paid: (seen) => openBills(seen).some(isPartly) && openInvoices(seen).some(isPartly),
  voided: ({ all }) =>
    ["Invoice", "BillPayment"].every((type) =>
      all.some((one) => one.type === type && one.voidedOn !== undefined && totalOf(one) === 0n && one.memo === "Voided")
    ),
  deleted: ({ all, ledger }) => {
    const gone = ledger.books.deleted ?? []
    return gone.length > 0 && gone.every(({ id }) => all.every((one) => one.id !== id))
  },
  due_today: (seen) => isDueIn(seen, 0),
  due_at_horizon: (seen) => isDueIn(seen, 30),
  no_due_date: (seen) =>
    openBills(seen).some(
      ({ dueDate, partyId, transaction }) =>
        dueDate === null &&
        transaction.type === "Bill" &&
        transaction.termId === null &&
        seen.ledger.party(partyId)?.termId === null
    ),
  due_date_by_terms: (seen) =>
    openBills(seen).some(
      ({ dueDate, transaction }) => dueDate === null && transaction.type === "Bill" && transaction.termId !== null
    ),
  paid_ahead: ({ all, asOf }) => all.some((one) => one.type === "BillPayment" && one.date > asOf && totalOf(one) > 0n),
  duplicate_bill: (seen) => {
    const keys = openBills(seen).flatMap(({ partyId, total, transaction }) =>
      transaction.docNumber === null ? [] : [`${partyId}/${total}/${transaction.docNumber}`]
    )
    return new Set(keys).size < keys.length
  },
  foreign_bill: (seen) => openBills(seen).some(({ transaction }) => transaction.foreign !== undefined),
  foreign_invoice: (seen) => openInvoices(seen).some(({ transaction }) => transaction.foreign !== undefined),
  foreign_bank: ({ asOf, ledger }) =>
    ledger.books.accounts.some(
      ({ currency, id, type }) => type === "Bank" && currency !== undefined && balanceAt(ledger, id, asOf) > 0n
    ),
  no_rate: ({ all }) => all.some(({ foreign }) => foreign !== undefined && foreign.rate === null),
  home_value_only: ({ all }) => all.some(({ foreign }) => foreign?.homeOnly === true && foreign.rate !== null),
  zero_decimal_currency: ({ all }) => all.some(({ foreign }) => foreign !== undefined && digitsOf(foreign.currency) === 0),
  other_zone: ({ ledger }) => {
    const zone = ledger.books.timeZone
    return zone !== undefined && usZones.every((start) => !zone.startsWith(start))
  },
  clock_change: ({ all }) => all.some(({ date }) => changesClocks(date)),
  leap_day: ({ all }) => all.some(({ date }) => date.endsWith("-02-29")),
  month_end: ({ all }) => all.some(({ date }) => addDays(date, 1).endsWith("-01")),
  beyond_range: ({ all }) => all.some((one) => totalOf(one) > maxMinor),
  inactive_account: ({ asOf, ledger }) =>
    ledger.books.accounts.some(({ active, id, type }) => type === "Bank" && !active && balanceAt(ledger, id, asOf) !== 0n),
  sub_accounts: ({ asOf, ledger }) =>
    ledger.books.accounts.some(
      ({ id, parentId, type }) =>
        type === "Bank" &&
        parentId !== null &&
        [id, parentId].every((one) => ledger.account(one)?.type === "Bank" && balanceAt(ledger, one, asOf) !== 0n)
    ),
  negative_invoice: (seen) => openInvoices(seen).some(({ open }) => open < 0n),
  refund_receipts: ({ all }) => all.some(({ type }) => type === "RefundReceipt"),
  internal_transfers: ({ all, cash }) =>
    all.some((one) => one.type === "Transfer" && cash.has(one.fromAccountId) && cash.has(one.toAccountId)),
  card: ({ all, ledger }) =>
    all.some((one) => one.type === "Purchase" && one.payment === "CreditCard") &&
    all.some((one) => one.type === "Transfer" && ledger.account(one.toAccountId)?.type === "Credit Card"),
  single_outflow: ({ outflow }) => outflow.length === 1
}

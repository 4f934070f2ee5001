import type { ConnectionState } from "./clients/ConnectionState.ts"
import type { AttentionCode } from "./clients/ClientListItem.ts"
import type { LedgerInput } from "./ledger/Coverage.ts"
import type { LedgerEntityType } from "./ledger/QboId.ts"
import type { RejectedRecord } from "./ledger/RejectedRecord.ts"
import type { ConfidenceReason } from "./runway/confidence.ts"
import type { UnknownReason } from "./runway/derive.ts"
import type { Band, RunwayFigure } from "./runway/RunwayView.ts"

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** `8.5`, `2`, `50+`: tenths only where there are some, capped where the bar ends. */
export const weeksText = (weeks: number): string => (weeks > 50 ? "50+" : String(weeks))

/** `1 day`, `40000 days`. */
export const exactDaysText = (days: number): string => counted(days, "day", "days")

/** `1 day`, `14 days`, `999+ days`: what is drawn. */
export const daysText = (days: number): string => (days > 999 ? "999+ days" : exactDaysText(days))

/** The fixed footer of pages, mails and exports about figures (runway.md 1.11). */
export const footer =
  "Figures are derived from QuickBooks data as of the time shown. They are informational and are not financial, tax or legal advice."

/** The fixed footer of pages that show what clients wrote. */
export const mailFooter =
  "Statements derive from client mail as of the time shown. They are informational and are not financial, tax or legal advice."

/** The only sentences the copy lint exempts, each as a whole. */
export const fixedFooters: ReadonlyArray<string> = [footer, mailFooter]

/** Sentences of the client list and the digest. A date is already formatted for its reader. */
export const sentence = {
  clientsNeedAttention: (count: number): string =>
    `Data shows ${count} ${count === 1 ? "client needs" : "clients need"} attention.`,
  runway: (runway: RunwayFigure): string | null =>
    runway.weeks === null || runway.state === "overdrawn"
      ? null
      : `Data shows runway of ${weeksText(runway.weeks)} ${runway.weeks === 1 ? "week" : "weeks"}.`,
  /** What is missing is said below it, once. */
  notAvailable: "Data shows runway not available.",
  basedOn: (when: string): string => `Based on QuickBooks data as of ${when}.`
} as const

export const caption = {
  /** `days` as they are said: `daysText` where they are drawn, `exactDaysText` where they are read out. */
  covered: (until: string | null, days: string): string =>
    until === null ? `Covered for ${days}` : `Covered through ${until} · ${days}`,
  overdrawn: (asOf: string): string => `Cash balance is below zero as of ${asOf}`,
  notBurning: (basis: RunwayFigure["burnBasis"], windowDays: number): string =>
    basis === "gross"
      ? `No cash outflow recorded in the last ${counted(windowDays, "day", "days")}`
      : `Inflows covered outflows in the last ${counted(windowDays, "day", "days")}`,
  unknown: (reason: string): string => `Runway not available: ${reason}`
} as const

export const inputName: Readonly<Record<LedgerInput, string>> = {
  accounts: "accounts",
  customers: "customers",
  vendors: "vendors",
  invoices: "invoices",
  bills: "bills",
  credit_memos: "credit memos",
  payments: "customer payments",
  vendor_credits: "vendor credits",
  bill_payments: "bill payments",
  journal_entries: "journal entries",
  cash_movements: "transactions of bank accounts",
  general_ledger: "general ledger"
}

/** A type of record as QuickBooks calls it on its own pages. */
export const recordName: Readonly<Record<LedgerEntityType, string>> = {
  Account: "Account",
  Customer: "Customer",
  Vendor: "Vendor",
  Invoice: "Invoice",
  Bill: "Bill",
  CreditMemo: "Credit memo",
  Payment: "Payment",
  VendorCredit: "Vendor credit",
  BillPayment: "Bill payment",
  SalesReceipt: "Sales receipt",
  RefundReceipt: "Refund receipt",
  Purchase: "Expense",
  Deposit: "Deposit",
  Transfer: "Transfer",
  JournalEntry: "Journal entry",
  CreditCardPayment: "Credit card payment"
}

/** A record that cannot be counted, by what the books call it. */
export const rejectedName = ({ entityType, input, label, partyName }: RejectedRecord): string => {
  const what = entityType === null ? inputName[input] : recordName[entityType]
  const named = label === "" ? what : `${what} ${label}`
  return partyName === null ? named : `${named}, ${partyName}`
}

const list = (items: ReadonlyArray<string>): string =>
  items.length <= 1 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1] ?? ""}`

export const unknownText = (reason: UnknownReason, missing: ReadonlyArray<LedgerInput>): string => {
  const texts: Readonly<Record<UnknownReason, string>> = {
    never_synced: "no bank balance synced yet",
    amount_out_of_range: "an amount in QuickBooks is too large or too fine to be kept",
    inputs_missing: `${list(missing.map((input) => inputName[input]))} not synced yet`,
    no_cash_account: "no bank account is counted as cash",
    only_restricted_accounts: "every bank account is held for others",
    cash_rate_missing: "no exchange rate for the bank accounts",
    no_history: "no full day of bank transactions yet"
  }
  return texts[reason]
}

export const bandName: Readonly<Record<Band, string>> = { red: "Red", yellow: "Yellow", green: "Green", neutral: "Unknown" }

/** The word beside the bar: the state where it says more than the band. */
export const bandWord = (runway: RunwayFigure): string => {
  if (runway.state === "overdrawn") return "Overdrawn"
  if (runway.state === "not_burning") return "Not burning"
  return runway.critical ? "Critical" : bandName[runway.band]
}

export const confidenceText: Readonly<Record<ConfidenceReason, string>> = {
  short_history: "Less than 30 days of history",
  stale_data: "Data is more than 24 hours old",
  undated_items: "More than 5 % of open bills or invoices have no due date",
  cash_gap: "Bank balances differ from the balance report by more than 1 %",
  one_off_share: "More than 25 % of the outflow is marked as one-off",
  halted_input: "Part of the sync stopped",
  missing_exchange_rate: "An exchange rate is missing",
  no_outflow: "No outflow was recorded",
  not_computed: "There is no figure to judge"
}

export const connectionName: Readonly<Record<ConnectionState, string>> = {
  connected: "Connected",
  syncing: "Syncing",
  needs_reconnect: "Needs reconnect",
  never_synced: "Never synced",
  disconnected: "Not connected"
}

/** Chips of a row; `count` is null where nothing is counted. */
export const attentionText = (code: AttentionCode, count: number | null): string => {
  const texts: Readonly<Record<AttentionCode, string>> = {
    needs_reconnect: "Needs reconnect",
    overdrawn: "Cash below zero",
    runway_red: "Runway red",
    payroll_at_risk: "Payroll at risk",
    critical_hygiene: `${count ?? 0} critical`,
    stale_data: "Data older than 24 hours",
    bills_due_7: `${count ?? 0} due ≤ 7d`,
    bills_overdue: counted(count ?? 0, "bill overdue", "bills overdue"),
    invoices_overdue: counted(count ?? 0, "invoice overdue", "invoices overdue")
  }
  return texts[code]
}

/** By the code of a sync, from its closed list: why nothing was read, and what a person can do. */
const unreadBecause: Readonly<Record<string, string>> = {
  reconnect_required: "QuickBooks ended the connection. Connect again; a company administrator signs in.",
  token_refused: "QuickBooks did not accept the connection. Try again; if it stays, connect again.",
  rate_limited: "QuickBooks asked for a pause. Try again in a minute.",
  company_unavailable:
    "The QuickBooks subscription of this company is not active. The company renews it in QuickBooks; then try again.",
  not_offered: "QuickBooks does not offer this company's books to other programs.",
  unreadable_answer: "QuickBooks answered in a form that could not be read. Try again.",
  unreadable_amount: "An amount in QuickBooks could not be read exactly.",
  refused: "QuickBooks refused to read the books. Try again.",
  quickbooks_unavailable: "QuickBooks did not answer. What was read is kept. Try again in a few minutes.",
  home_currency_changed:
    "QuickBooks keeps these books in another home currency than this client was set up with. What was read before is kept; nothing new is read, so that no amount is taken for another. Add the company as a new client, or set the currency back in QuickBooks."
}

/** What a first sync that brought nothing is called. */
export const unreadText = (code: string | null): string =>
  (code === null ? undefined : unreadBecause[code]) ?? "The first sync brought nothing. Try again."

/** Reasons of a 400 or a 503 of these endpoints. */
export const problemText = {
  cursorNotOurs: "The cursor was not made by this list, or by another order of it.",
  booksChanged: "The books changed after the first page was read. Read from the start.",
  noRowsOfThisFigure: "This figure has no pages of its own. Open one of its parts.",
  syncRunning: "The first sync is still running.",
  nothingRead: "Nothing was read from QuickBooks yet.",
  accountsChanged: "The bank accounts in QuickBooks changed. Look at the list again.",
  payrollPassed: "The payroll date has passed.",
  notYet: "That time has not come yet.",
  fromAfterTo: "The first of the two times is not before the second.",
  severalRules: "These issues are of several rules. Nothing was changed: send one rule at a time.",
  tooManyViews: (limit: number): string => `A member keeps ${limit} views at most.`
} as const

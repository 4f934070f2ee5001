/** Edge cases of runway.md 3.9 that books can express, and what each is. */
const edgeCases = {
  zero_burn: "nothing leaves the bank in ninety days",
  zero_burn_with_bills: "nothing leaves the bank, and bills are due",
  negative_cash: "cash in all is below zero",
  no_bank_account: "there is no bank account",
  only_restricted_accounts: "every bank account is a trust account",
  overdrawn_offset: "one account is below zero and another makes up for it",
  history_under_30: "less than thirty days of history",
  history_under_7: "less than seven days of history",
  brand_new: "the books begin today",
  all_invoices_stale: "every open invoice is more than ninety days overdue",
  credit_memo_beyond: "a credit memo of more than the customer's invoices",
  vendor_credit_beyond: "a vendor credit of more than the vendor's bills",
  unapplied_payment: "a payment that is not applied to the end",
  partly_paid: "a bill and an invoice paid in part",
  voided: "voided documents",
  deleted: "deleted documents",
  due_today: "a bill and an invoice due today",
  due_at_horizon: "a bill and an invoice due in thirty days",
  no_due_date: "an open bill without due date or terms",
  due_date_by_terms: "an open bill whose terms give the due date",
  paid_ahead: "a recorded payment dated ahead",
  duplicate_bill: "the same bill twice",
  foreign_bill: "an open bill in another currency",
  foreign_invoice: "an open invoice in another currency",
  foreign_bank: "a bank account in another currency",
  no_rate: "a foreign document without a rate",
  home_value_only: "a foreign document without a rate whose value in home currency is told",
  zero_decimal_currency: "a document in a currency without minor units",
  other_zone: "a company outside the zones of the United States",
  clock_change: "a document of the day the clocks changed",
  leap_day: "a document of a 29th of February",
  month_end: "a document of the last day of a month",
  beyond_range: "an amount of more than 2^53 minor units",
  inactive_account: "an inactive bank account with a balance",
  sub_accounts: "a bank account inside another",
  negative_invoice: "an invoice below zero",
  refund_receipts: "refunds",
  internal_transfers: "transfers between the company's own accounts",
  card: "purchases on a card, and the card paid off",
  single_outflow: "one payment is all that left the bank in ninety days",
  deposit_on_receivables: "a deposit booked straight on what a customer owes",
  cheque_on_receivables: "a cheque to a customer, who owes it back",
  expense_on_payables: "an expense booked straight on what a vendor is owed",
  journal_on_receivables: "a journal entry on what a customer owes"
} as const

/** Rules of runway.md 4.2 that books can break. HYG-24 (stale data) is about the connection, not the books. */
const hygieneRules = {
  "HYG-01": "bill without due date",
  "HYG-02": "unmatched receipts",
  "HYG-03": "negative bank balance",
  "HYG-04": "duplicate bill or invoice",
  "HYG-05": "bill without vendor, invoice without customer",
  "HYG-06": "invoice without due date",
  "HYG-07": "uncategorized transactions",
  "HYG-08": "document of zero or less",
  "HYG-09": "due date before document date",
  "HYG-10": "stale receivable",
  "HYG-11": "overdue invoices backlog",
  "HYG-12": "large open invoice overdue",
  "HYG-13": "old unresolved bill",
  "HYG-14": "possible duplicate vendors or customers",
  "HYG-15": "vendor without terms",
  "HYG-16": "customer without email",
  "HYG-17": "unusual amount",
  "HYG-18": "reference to an inactive master record",
  "HYG-19": "outflow of the entities differs from the ledger's",
  "HYG-20": "old unapplied payment or credit beside open documents",
  "HYG-21": "bank account that looks like a trust account",
  "HYG-22": "possible missing recurring bill",
  "HYG-23": "payroll outflows",
  "HYG-25": "missing rate",
  "HYG-26": "future-dated recorded payment",
  "HYG-27": "bill without document number"
} as const

/** Every case in one table: what each id stands for. */
export const saysOf = { ...edgeCases, ...hygieneRules } as const

export type CaseId = keyof typeof saysOf

const isCase = (id: string): id is CaseId => id in saysOf

export const caseIds: ReadonlyArray<CaseId> = Object.keys(saysOf).filter(isCase)

/** Amounts in whole currency units; the generator turns them into minor units. */
export interface RecurringCost {
  readonly vendor: string
  readonly account: string
  readonly amount: number
  /** Day of the month the cost falls on. */
  readonly day: number
  /** Up to this many percent more or less each time. */
  readonly sway?: number
  readonly by: "bill" | "check" | "card"
  /** Days from a bill to its due date; absent: the bill has no due date and the vendor no terms. */
  readonly termDays?: number
  /** Days after the due date (or the bill) that it is paid; absent: never paid. */
  readonly paidAfter?: number
}

export interface Payroll {
  readonly amount: number
  readonly everyDays: number
  /** QuickBooks Payroll writes cheques the data API does not list; others write ordinary cheques. */
  readonly by: "payroll_check" | "check"
}

export interface Sales {
  readonly customers: readonly [string, ...ReadonlyArray<string>]
  readonly perMonth: number
  readonly amount: readonly [least: number, most: number]
  readonly termDays: number
  /** Days after the due date that invoices are paid, drawn between the two. */
  readonly paidAfter: readonly [least: number, most: number]
  /** Percent of invoices that are paid in two parts. */
  readonly inParts?: number
}

/** Money taken at a till or through a processor, booked as one receipt every so many days. */
export interface Takings {
  readonly everyDays: number
  readonly amount: readonly [least: number, most: number]
  /** Percent of the last quarter's uplift over the rest of the year. */
  readonly holidayUplift?: number
  readonly refundPercent?: number
}

/** Trouble to find: each is planted near the as-of date. */
export type Plant =
  | "bill_without_due_date"
  | "duplicate_bill"
  | "duplicate_vendor"
  | "unapplied_payment"
  | "credit_memo"
  | "vendor_credit"
  | "partial_payments"
  | "uncategorized"
  | "undeposited"
  | "stale_invoice"
  | "future_payment"
  | "inactive_vendor"
  | "invoice_without_due_date"
  | "customer_without_email"

export interface Archetype {
  readonly realmId: string
  readonly name: string
  readonly legalName: string
  /** Days of history before the as-of date. */
  readonly historyDays: number
  /** What each bank account holds at the as-of date, in whole units; the opening entry makes it so. The first one is used for all movements. */
  readonly banks: Readonly<Record<string, number>>
  readonly sales?: Sales
  readonly takings?: Takings
  readonly costs: ReadonlyArray<RecurringCost>
  readonly payroll?: Payroll
  readonly plants: ReadonlyArray<Plant>
}

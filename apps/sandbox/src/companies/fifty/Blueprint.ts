import { Schema } from "effect"

export type Trade = "agency" | "construction" | "professional" | "ecommerce" | "consulting"

/** Documents a month: micro 10-50, small 100-500, medium 500-2,000 (runway.md 8.11). */
export type SizeClass = "micro" | "small" | "medium"

/** What the cash is set to on the as-of date; every other figure comes out of the books. */
export type Aim =
  | { readonly kind: "reference" }
  | { readonly kind: "days"; readonly days: number }
  /** Cash in all, in percent of a month's revenue; below zero is overdrawn. */
  | { readonly kind: "cash"; readonly percent: number }

/** `idle` companies keep no trade of their own: what they have is planted. */
export type Activity = "trading" | "idle"

export interface BankSpec {
  readonly name: string
  /** Parts of the company's cash this account holds; a trust account holds whole units of its own. */
  readonly parts?: number
  readonly trust?: number
  /** Name of the account this one is a part of. */
  readonly inside?: string
}

export const RecurringKind = Schema.Literals(["payroll", "rent", "tax", "loan", "subscription"])
export type RecurringKind = typeof RecurringKind.Type

export type Cadence =
  | { readonly unit: "fortnight" }
  | { readonly unit: "month"; readonly day: number }
  | { readonly unit: "quarter"; readonly day: number }

export const PaidBy = Schema.Literals(["payroll_check", "check", "card", "bill"])
export type PaidBy = typeof PaidBy.Type

/** Something that leaves the company at regular times; whole units of the home currency at scale 100. */
export interface RecurringItem {
  readonly kind: RecurringKind
  readonly payee: string
  readonly account: string
  readonly amount: number
  /** Up to this many percent more or less each time. */
  readonly sway: number
  readonly cadence: Cadence
  readonly by: PaidBy
  /** The bank account it is paid from; the first one when absent. */
  readonly from?: string
}

export type SalesStyle = "retainers" | "progress" | "invoices" | "processor"

/** What companies of one trade have in common, at the size of runway.md 8.11. */
export interface TradeProfile {
  readonly trade: Trade
  /** Whole units a month. */
  readonly revenue: number
  readonly banks: ReadonlyArray<BankSpec>
  readonly style: SalesStyle
  readonly termDays: number
  /** Days after an invoice that it is paid, by those who pay in their own time. */
  readonly paysAfter: readonly [least: number, most: number]
  /** Invoices a month where they are few and large, whatever the size of the company. */
  readonly invoicesPerMonth?: number
  /** Percent of the documents that are sales and their payments, and bills and theirs; the rest are card purchases. */
  readonly mix: { readonly sales: number; readonly bills: number }
  /** Percent of revenue spent on bills and on the card, beside what recurs. */
  readonly spent: { readonly bills: number; readonly card: number }
  readonly billAccounts: readonly [string, ...ReadonlyArray<string>]
  readonly cardAccounts: readonly [string, ...ReadonlyArray<string>]
  readonly recurring: ReadonlyArray<RecurringItem>
  readonly customers: readonly [string, ...ReadonlyArray<string>]
  readonly vendors: readonly [string, ...ReadonlyArray<string>]
  /** Percent of the usual by month of the year, for trades with a season. */
  readonly season?: (month: number) => number
}

/** Something to be found in the books; `plants/` writes each. */
export type PlantId =
  | "undated_bills"
  | "undated_invoices"
  | "uncategorized"
  | "duplicates"
  | "double_names"
  | "partly_paid"
  | "unapplied"
  | "credits_beyond"
  | "undeposited"
  | "paid_ahead"
  | "voided_and_deleted"
  | "lost_references"
  | "no_address"
  | "impossible"
  | "stale_invoices"
  | "overdue_backlog"
  | "large_overdue"
  | "old_bill"
  | "unusual_amount"
  | "awkward_dates"
  | "foreign_documents"
  | "foreign_bank"
  | "rate_missing"
  | "closed_bank"
  | "beyond_range"
  | "single_outflow"
  | "unpaid_bills"
  | "card_only"
  | "straight_lines"

/** One of the fifty. */
export interface Blueprint {
  readonly realmId: string
  readonly name: string
  readonly profile: TradeProfile
  readonly variant: number
  readonly size: SizeClass
  /** Documents a month the company is written for. */
  readonly documents: number
  /** Percent of the trade's reference figures. */
  readonly scale: number
  /** Percent of the trade's revenue that really comes in. */
  readonly fortune: number
  readonly aim: Aim
  readonly activity: Activity
  readonly historyDays: number
  /** `slow` customers take their own time, `prompt` ones pay within two days, `at_once` on the day. */
  readonly payers: "slow" | "prompt" | "at_once"
  /** Kinds of recurring items whose last one never arrived. */
  readonly gaps: ReadonlyArray<RecurringKind>
  readonly banks: ReadonlyArray<BankSpec>
  readonly plants: ReadonlyArray<PlantId>
  /** IANA name; a zone of the United States when absent. */
  readonly timeZone?: string
}

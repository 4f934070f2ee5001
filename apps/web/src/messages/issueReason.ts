import type { HygieneIssue, IssueFacts } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { RuleId } from "@beep/runway/contract/hygiene/Rule"

interface Found {
  readonly facts: IssueFacts
  /** What the rule compared with, written as money; empty where it compared with nothing. */
  readonly compared: string
}

const counted = (count: number | undefined, one: string, many: string): string => `${count ?? 0} ${count === 1 ? one : many}`
const ago = ({ days }: IssueFacts): string => `${counted(days, "day", "days")} ago`

/** By rule and, where a rule has several conditions, by the one that holds: what was found, as a sentence. */
const reasons: Readonly<Record<string, (found: Found) => string>> = {
  "HYG-02/undeposited": ({ facts }) => `Received ${ago(facts)}, not deposited yet.`,
  "HYG-02/no_receipt": ({ facts }) => `Deposited ${ago(facts)} without a payment or sales receipt behind it.`,
  "HYG-04/same_number": () => "Same party, number and amount.",
  "HYG-04/same_amount": () => "Same party and amount within three days, without numbers.",
  "HYG-05/no_party": () => "Names no vendor or customer.",
  "HYG-05/unknown_party": () => "Names a vendor or customer that is not in the lists.",
  "HYG-11": ({ facts }) => `The oldest is ${counted(facts.days, "day", "days")} overdue.`,
  "HYG-15": ({ facts }) => `${counted(facts.count, "open bill", "open bills")}.`,
  "HYG-16": ({ facts }) => `${counted(facts.count, "open invoice", "open invoices")}.`,
  "HYG-17/above_median": ({ compared, facts }) =>
    `The median of its ${counted(facts.count, "document", "documents")} is ${compared}.`,
  "HYG-17/first_bill": ({ compared }) => `The first bill of this vendor, over ${compared}.`,
  "HYG-18/other_name": () => "The document carries another name than the list.",
  "HYG-18/inactive": () => "Refers to a record that is inactive.",
  "HYG-18/deleted": () => "Refers to a record that was deleted.",
  "HYG-19/cash": ({ compared }) => `The balance sheet of QuickBooks says ${compared}.`,
  "HYG-19/outflow": ({ compared }) =>
    `The ledger shows ${compared} paid in the outflow window; for this part no transaction was found, as with payroll checks.`,
  "HYG-19/drift": () => "The nightly comparison found a section that is not equal.",
  "HYG-20": ({ facts }) => `Dated ${ago(facts)}.`,
  "HYG-21/looks_restricted": () => "The account looks like money held for others.",
  "HYG-21/never_confirmed": () => "Nobody has confirmed whether it counts as cash.",
  "HYG-24/stale": ({ facts }) => `Last read ${counted(facts.hours, "hour", "hours")} ago.`,
  "HYG-24/needs_reconnect": () => "QuickBooks has to be connected again.",
  "HYG-26": ({ facts }) => `Dated ${counted(facts.days, "day", "days")} from now.`,
  "HYG-27/no_number": () => "Has no number.",
  "HYG-27/no_method": () => "Has no payment method."
}

/** Titles of a rule that speaks of different things; every other issue is titled by its rule. */
export const causeTitles: Readonly<Record<string, string>> = {
  "HYG-19/outflow": "Outflow without its transactions",
  "HYG-19/drift": "Books differ from QuickBooks"
}

export const causeKey = (ruleId: RuleId, { cause }: IssueFacts): string => (cause === undefined ? ruleId : `${ruleId}/${cause}`)

/** Why the rule says so; null where its title says it all. */
export const issueReason = ({ facts, ruleId }: Pick<HygieneIssue, "facts" | "ruleId">, compared: string): string | null =>
  reasons[causeKey(ruleId, facts)]?.({ facts, compared }) ?? null

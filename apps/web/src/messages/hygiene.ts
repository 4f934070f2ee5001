import type { FailureKind } from "../api/ApiFailure.ts"
import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { ScoreLevel } from "@beep/runway/contract/hygiene/HygieneScore"
import type { IssueStatus, ReviewReason } from "@beep/runway/contract/hygiene/IssueStatus"
import type { QuickFixKind } from "@beep/runway/contract/hygiene/QuickFix"
import type { IssueEffect, RuleId } from "@beep/runway/contract/hygiene/Rule"
import type { Severity } from "@beep/runway/contract/hygiene/Severity"
import type { TrayView } from "@beep/runway/contract/hygiene/Tray"
import { causeKey, causeTitles } from "./issueReason.ts"
import type { ItemOutcome } from "@beep/runway/contract/hygiene/TrayCommand"

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const titles: Readonly<Record<RuleId, string>> = {
  "HYG-01": "Bill without due date",
  "HYG-02": "Money received and not matched",
  "HYG-03": "Negative bank balance",
  "HYG-04": "Possible duplicate",
  "HYG-05": "No vendor or customer",
  "HYG-06": "Invoice without due date",
  "HYG-07": "Uncategorized transactions",
  "HYG-08": "Amount of zero or less",
  "HYG-09": "Due date before document date",
  "HYG-10": "Invoice more than 90 days overdue",
  "HYG-11": "Overdue invoices",
  "HYG-12": "Large overdue invoice",
  "HYG-13": "Bill more than 60 days overdue",
  "HYG-14": "Possible duplicate vendor or customer",
  "HYG-15": "Vendor without terms",
  "HYG-16": "Customer without email",
  "HYG-17": "Unusual amount",
  "HYG-18": "Name or reference does not match",
  "HYG-19": "Cash differs from QuickBooks",
  "HYG-20": "Unapplied payment or credit",
  "HYG-21": "Bank account not classified",
  "HYG-22": "Possible missing bill",
  "HYG-23": "Payroll not configured",
  "HYG-24": "Data is stale",
  "HYG-25": "Exchange rate missing",
  "HYG-26": "Payment dated ahead",
  "HYG-27": "Payment method or number missing"
}

/** By the rule, or by what of it was found where a rule speaks of different things. */
const titleOf = ({ facts, ruleId }: Pick<HygieneIssue, "facts" | "ruleId">): string =>
  causeTitles[causeKey(ruleId, facts)] ?? titles[ruleId]

const severities: Readonly<Record<Severity, string>> = { critical: "Critical", high: "High", medium: "Medium", low: "Low" }

const levels: Readonly<Record<ScoreLevel, string>> = {
  excellent: "excellent",
  good: "good",
  fair: "fair",
  needs_attention: "needs attention",
  poor: "poor",
  critical: "critical"
}

const effects: Readonly<Record<IssueEffect, string>> = {
  cash: "Affects cash",
  dates: "Affects dates",
  bookkeeping: "Bookkeeping only"
}

const statuses: Readonly<Record<IssueStatus, string>> = {
  open: "Open",
  reopened: "Reopened",
  fixing: "Waiting for proof",
  reviewed: "Reviewed",
  snoozed: "Snoozed",
  fixed: "Fixed",
  auto_resolved: "Gone by itself"
}

const reasons: Readonly<Record<ReviewReason, string>> = {
  as_intended: "As intended",
  not_duplicate: "Not a duplicate",
  distinct_parties: "Two different parties",
  amount_confirmed: "Amount confirmed",
  in_dispute: "In dispute",
  settled_elsewhere: "Settled elsewhere",
  not_expected: "Not expected",
  not_worth_fixing: "Not worth fixing"
}

const outcomes: Readonly<Record<ItemOutcome, string>> = {
  done: "done",
  stale: "changed since you saw it",
  not_possible: "no longer possible",
  not_found: "not found"
}

const fixes: Readonly<Record<QuickFixKind, { readonly open: string; readonly send: string; readonly label: string }>> = {
  set_due_date: { open: "Set due date", send: "Set due date in QuickBooks", label: "Due date" },
  set_terms: { open: "Set terms", send: "Set terms in QuickBooks", label: "Terms" },
  add_email: { open: "Add email", send: "Add email in QuickBooks", label: "Email" }
}

export const hygiene = {
  tab: "Hygiene",
  title: (client: string): string => `${client}, Hygiene`,
  sentence: "Data shows top issues to fix.",
  loading: "the hygiene list",
  scanned: (when: string): string => `Scanned ${when}`,
  sample: (records: number): string => counted(records, "record", "records"),
  score: "Score",
  openAll: "All issues",
  openCounts: ({ critical, high }: { readonly critical: number; readonly high: number }): string =>
    `${critical} critical, ${high} high`,
  level: (level: ScoreLevel): string => levels[level],
  noScore: "not scored yet",
  fixed: "Fixed this week",
  progress: (fixed: number, total: number): string => `${fixed} of ${total}`,
  stale: (when: string): string => `These issues rest on books read ${when} ago. Sync the client to look again.`,
  keptShown: "What was loaded before is shown.",
  never: {
    title: "Nobody has looked at these books yet",
    text: "After the first sync, what is wrong or missing in the books appears here, worst first.",
    open: "Open the digest"
  },
  none: {
    standing: { title: "No open issue", text: "Data shows nothing to fix as of the last scan." },
    reviewed: { title: "Nothing is reviewed or snoozed", text: "Issues that were accepted with a reason appear here." },
    resolved: { title: "Nothing was resolved yet", text: "Issues that a later scan no longer finds appear here." }
  } satisfies Readonly<Record<TrayView, { readonly title: string; readonly text: string }>>,
  lost: {
    text: "The issue of this address is not in this list. It was fixed or reviewed, or another filter shows it.",
    close: "Close this note"
  },
  filteredNone: { title: "No issue fits the filter", text: "Choose another severity to see the rest.", clear: "Show all" },
  views: { standing: "Open", reviewed: "Reviewed", resolved: "Resolved" } satisfies Readonly<Record<TrayView, string>>,
  viewsLabel: "Which issues",
  filters: "Severity",
  all: "All",
  topTitle: "Top three",
  listTitle: (count: number): string => counted(count, "open issue", "open issues"),
  list: "Issues",
  more: "Show more",
  columns: { select: "Select", issue: "Issue", record: "Record", effect: "Effect", since: "Since", actions: "Actions" },
  ruleTitle: titleOf,
  issueTitle: ({ facts, recordCount, ruleId }: Pick<HygieneIssue, "facts" | "recordCount" | "ruleId">): string => {
    const title = titleOf({ facts, ruleId })
    return recordCount > 1 && ruleId !== "HYG-19" ? `${title} (${recordCount})` : title
  },
  severity: severities,
  effect: effects,
  status: statuses,
  since: (day: string): string => `since ${day}`,
  record: {
    none: "The company",
    dated: (date: string): string => `of ${date}`,
    due: (date: string): string => `due ${date}`,
    more: (count: number): string => `and ${count} more`
  },
  overdue: (days: number): string => `${counted(days, "day", "days")} overdue`,
  runwayDays: (days: string): string => `${days} days of runway (estimate)`,
  select: (title: string): string => `Select ${title}`,
  openIn: "Open in QuickBooks",
  openInOf: (company: string): string => `Opens the company your browser is signed in to: sign in to ${company}.`,
  review: "Mark reviewed",
  reviewAs: "Reason",
  reviewSend: "Mark reviewed",
  reviewText: "A reviewed issue is hidden. It comes back when its record changes. Undo for 24 hours.",
  reasons,
  snooze: "Snooze a week",
  undo: "Undo",
  cancel: "Close",
  goTo: {
    cash_settings: "Confirm cash accounts",
    connection: "Open the connection",
    sync: "Open the digest to sync",
    payroll_settings: "Set up payroll"
  },
  reviewedBy: (reason: ReviewReason): string => `Reviewed: ${reasons[reason].toLowerCase()}`,
  snoozedUntil: (day: string): string => `Snoozed until ${day}`,
  done: {
    review: (count: number): string => `${counted(count, "issue", "issues")} marked reviewed.`,
    snooze: (count: number): string => `${counted(count, "issue", "issues")} snoozed for a week.`,
    undo: "Taken back.",
    partly: (done: number, of: number, why: string): string => `${done} of ${of} done. The rest: ${why}.`
  },
  outcome: (outcome: ItemOutcome): string => outcomes[outcome],
  failed: (kind: FailureKind, words: Readonly<Record<FailureKind, string>>): string => `${words[kind]} Nothing was changed.`,
  bulk: {
    label: "Selected issues",
    selected: (count: number): string => `${count} selected`,
    oneRule: "Select issues of one kind to act on them together.",
    tooMany: "At most 100 issues go together.",
    clear: "Clear the selection"
  },
  keys: { next: "Next issue", previous: "Issue before" }
} as const

export const quickFix = {
  kinds: fixes,
  which: "Fix",
  form: (kind: QuickFixKind, title: string): string => `${fixes[kind].open}: ${title}`,
  loading: "the record",
  failed: "The record could not be loaded. Nothing was changed.",
  now: (text: string): string => `Now: ${text}`,
  noValue: "none",
  apply: (terms: string, date: string): string => `Apply ${terms}: ${date}`,
  chooseTerms: "Choose terms",
  termsDue: (name: string, date: string): string => `${name}, due ${date}`,
  nameless: (id: string): string => `Terms ${id}`,
  oneField: "Writes to QuickBooks after five seconds; nothing is sent before.",
  undoable: "Undo for 24 hours.",
  notUndoable: "QuickBooks cannot take a due date away again. It can be changed.",
  off: "Writing to QuickBooks is switched off for your firm.",
  missing: "Enter a value.",
  badEmail: "Enter one email address.",
  outcome: {
    staged: (count: number): string =>
      count === 1 ? "Staged. Not in QuickBooks yet." : `${count} writes staged. Not in QuickBooks yet.`,
    under_way: "This was ordered before and is under way.",
    busy: "Another write of this record is under way. Wait for it or take it back.",
    stale: "The record or the issue changed since you saw it. Look at it again.",
    not_possible: "This issue has no such fix any more.",
    not_valid: "The value does not fit the record: a due date is not before the document date.",
    not_found: "This issue is not on this client."
  }
} as const

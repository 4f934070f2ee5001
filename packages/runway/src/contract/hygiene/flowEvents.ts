import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { Money } from "@beep/kernel/Money"
import type { LedgerEntityType } from "../ledger/QboId.ts"
import type { HygieneIssue, IssueFacts, IssueId } from "./HygieneIssue.ts"
import type { RuleId } from "./Rule.ts"
import { type Severity, severityRank } from "./Severity.ts"
import type { Tray } from "./Tray.ts"

/** Weeks the band may show; four where nobody chose. */
export const horizons = [2, 3, 4] as const
export type Horizon = (typeof horizons)[number]

/** runway.md 1.8.1: so many issues at most, topped up with documents to so many, and never more pills than that. */
export const flowLimits = { issues: 12, filled: 8, pills: 25 } as const

interface Placed {
  readonly id: string
  /** Null: without a date, or before today: the slot at the left edge. */
  readonly day: number | null
  readonly date: LocalDate | null
  readonly amount: Money | null
  readonly direction: "in" | "out" | "none"
}

/** One pill of the band. An issue says what is wrong at the date of its record; a document and a payroll say what is to come. */
export type FlowEvent =
  | (Placed & {
      readonly kind: "issue"
      readonly issueId: IssueId
      readonly ruleId: RuleId
      readonly facts: IssueFacts
      readonly severity: Severity
      readonly party: string | null
    })
  | (Placed & {
      readonly kind: "bill_due" | "invoice_expected"
      readonly party: string | null
      readonly docNumber: string | null
    })
  | (Placed & { readonly kind: "payroll" })

const directions: Partial<Record<LedgerEntityType, FlowEvent["direction"]>> = {
  Bill: "out",
  BillPayment: "out",
  Purchase: "out",
  VendorCredit: "in",
  Invoice: "in",
  Payment: "in",
  SalesReceipt: "in",
  Deposit: "in",
  CreditMemo: "out"
}

const magnitude = (amount: Money | null): bigint => (amount === null ? 0n : amount.minor < 0n ? -amount.minor : amount.minor)

const bySize = (one: Money | null, other: Money | null): number => {
  const [a, b] = [magnitude(one), magnitude(other)]
  return a === b ? 0 : a > b ? -1 : 1
}

const byText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)

/** After every date. */
const undated = "9999-99-99"

const dateOf = ({ date, records }: HygieneIssue): LocalDate | null => records[0]?.dueDate ?? date

const worstFirst = (one: HygieneIssue, other: HygieneIssue): number =>
  severityRank(one.severity) - severityRank(other.severity) ||
  bySize(one.amount, other.amount) ||
  byText(dateOf(one) ?? undated, dateOf(other) ?? undated) ||
  byText(one.issueId, other.issueId)

const daysFrom = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

export type FlowSource = Pick<Tray, "asOfDate" | "payrollOn" | "upcoming"> & { readonly issues: ReadonlyArray<HygieneIssue> }

/**
 * Which events the band shows, the same for the same books: the worst issues by severity, amount, date and id, up to twelve;
 * with fewer than eight, the largest documents due until there are eight; and the payrolls. Earliest first, the undated and
 * the overdue before them. What lies beyond the horizon is not of the band.
 */
export const flowEvents = ({ asOfDate, issues, payrollOn, upcoming }: FlowSource, horizon: Horizon): ReadonlyArray<FlowEvent> => {
  const days = horizon * 7
  const end = addDays(asOfDate, days)
  const dayOf = (date: LocalDate | null): number | null => (date === null || date < asOfDate ? null : daysFrom(asOfDate, date))
  const isNear = (date: LocalDate | null): boolean => date === null || date < end
  const chosen = issues
    .filter((issue) => isNear(dateOf(issue)))
    .toSorted(worstFirst)
    .slice(0, flowLimits.issues)
  const named = new Set(chosen.flatMap(({ records }) => records.map(({ entityType, qboId }) => `${entityType}/${qboId}`)))
  const documents = upcoming
    .filter(({ dueDate, entityType, qboId }) => dueDate >= asOfDate && dueDate < end && !named.has(`${entityType}/${qboId}`))
    .toSorted(
      (one, other) => bySize(one.open, other.open) || byText(one.dueDate, other.dueDate) || byText(one.qboId, other.qboId)
    )
    .slice(0, Math.max(0, flowLimits.filled - chosen.length))
  const payrolls = payrollOn !== null && payrollOn.date >= asOfDate && payrollOn.date < end ? [payrollOn] : []
  const events: ReadonlyArray<FlowEvent> = [
    ...chosen.map((issue): FlowEvent => {
      const [record] = issue.records
      const date = dateOf(issue)
      return {
        kind: "issue",
        id: issue.issueId,
        issueId: issue.issueId,
        ruleId: issue.ruleId,
        facts: issue.facts,
        severity: issue.severity,
        party: record?.partyName ?? record?.title ?? null,
        date,
        day: dayOf(date),
        amount: issue.amount,
        direction: (record === undefined ? undefined : directions[record.entityType]) ?? "none"
      }
    }),
    ...documents.map(({ docNumber, dueDate, entityType, open, partyName, qboId }): FlowEvent => ({
      kind: entityType === "Bill" ? "bill_due" : "invoice_expected",
      id: `${entityType}/${qboId}`,
      party: partyName,
      docNumber,
      date: dueDate,
      day: dayOf(dueDate),
      amount: open,
      direction: entityType === "Bill" ? "out" : "in"
    })),
    ...payrolls.map(({ amount, date }): FlowEvent => ({
      kind: "payroll",
      id: `payroll/${date}`,
      date,
      day: dayOf(date),
      amount,
      direction: "out"
    }))
  ]
  return events
    .slice(0, flowLimits.pills)
    .map((event, at) => ({ event, at }))
    .toSorted((one, other) => (one.event.day ?? -1) - (other.event.day ?? -1) || one.at - other.at)
    .map(({ event }) => event)
}

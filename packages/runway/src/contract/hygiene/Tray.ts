import { ClientId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, Money } from "@beep/kernel/Money"
import { Cursor, Limit } from "@beep/kernel/Page"
import { Schema } from "effect"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import { HygieneIssue } from "./HygieneIssue.ts"
import { HygieneScore } from "./HygieneScore.ts"
import { RuleId } from "./Rule.ts"
import { OpenCounts, Severity } from "./Severity.ts"

/** `standing` is what is to be done; `reviewed` also lists what was snoozed; `resolved` what is fixed or went by itself. */
export const TrayView = Schema.Literals(["standing", "reviewed", "resolved"])
export type TrayView = typeof TrayView.Type

/**
 * `basic`: severity, cash relevant, amount, oldest, id. `runway_days` and `priority` are smart: without the feature
 * they are `basic`, and so is the order without `sort`; where the calculator runs that is `priority`.
 */
export const TraySort = Schema.Literals(["basic", "priority", "runway_days"])
export type TraySort = typeof TraySort.Type

export const TrayQuery = Schema.Struct({
  view: Schema.optionalKey(TrayView),
  sort: Schema.optionalKey(TraySort),
  severity: Schema.optionalKey(Severity),
  rule: Schema.optionalKey(RuleId),
  cashRelevant: Schema.optionalKey(Schema.Literals(["true", "false"])),
  cursor: Schema.optionalKey(Cursor),
  limit: Schema.optionalKey(Limit)
})
export type TrayQuery = typeof TrayQuery.Type

/** "N of M fixed" of this ISO week in the client's zone (runway.md 4.4); `total` counts critical, high and medium. */
export const TrayProgress = Schema.Struct({ fixed: Schema.Int, total: Schema.Int, weekFrom: LocalDate })
export type TrayProgress = typeof TrayProgress.Type

/** An open document due within four weeks, for the band of events: by amount, largest first. */
export const UpcomingDocument = Schema.Struct({
  entityType: LedgerEntityType,
  qboId: QboId,
  partyName: Schema.NullOr(Schema.String),
  docNumber: Schema.NullOr(Schema.String),
  dueDate: LocalDate,
  open: Money
})
export type UpcomingDocument = typeof UpcomingDocument.Type

/** Documents named as upcoming, and how far they reach. */
export const upcomingLimit = 12
export const upcomingDays = 28

/**
 * The Hygiene tab of one client. `scannedAt` null: nobody looked yet, and nothing is known of its issues. `score` is null with it. `top` are the
 * first three of what stands, whatever the filter; `items` one page of the view asked for. `payrollOn` is the payroll
 * somebody confirmed, where it is still to come.
 */
export const Tray = Schema.Struct({
  clientId: ClientId,
  clientName: Schema.String,
  timezone: TimeZoneName,
  currency: Currency,
  asOfDate: LocalDate,
  scannedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  score: Schema.NullOr(HygieneScore),
  counts: OpenCounts,
  progress: TrayProgress,
  sort: TraySort,
  top: Schema.Array(HygieneIssue),
  items: Schema.Array(HygieneIssue),
  nextCursor: Schema.NullOr(Cursor),
  upcoming: Schema.Array(UpcomingDocument),
  payrollOn: Schema.NullOr(Schema.Struct({ date: LocalDate, amount: Money }))
})
export type Tray = typeof Tray.Type

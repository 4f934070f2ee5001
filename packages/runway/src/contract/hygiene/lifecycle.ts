import type { LocalDate } from "@beep/kernel/LocalDate"
import { DateTime } from "effect"
import { isStanding, type IssueStatus, type ReviewReason } from "./IssueStatus.ts"
import { undoHours } from "./TrayCommand.ts"

/** The part of an issue that its life decides; `evidence` names what its records looked like when last seen. */
export interface IssueLife {
  readonly status: IssueStatus
  readonly evidence: string
  readonly reviewReason: ReviewReason | null
  readonly snoozedUntil: LocalDate | null
  /** When it ceased to stand, or was said to be fixed. */
  readonly resolvedAt: DateTime.Utc | null
  /** A write to QuickBooks is ordered and has not answered: no reading speaks against it meanwhile. */
  readonly writePending: boolean
  /** How it was before the last command of a person, while that can be taken back. */
  readonly undo: { readonly status: IssueStatus; readonly until: DateTime.Utc } | null
}

/** What people and the outbox do to an issue. */
export type IssueCommand =
  | { readonly action: "review"; readonly reason: ReviewReason }
  | { readonly action: "snooze"; readonly until: LocalDate }
  | { readonly action: "mark_fixed" }
  | { readonly action: "undo" }
  | { readonly action: "request_fix" }
  /** QuickBooks took the write; the next reading proves it. */
  | { readonly action: "fix_recorded" }
  /** The record had changed there, or the write was refused: nothing was written. */
  | { readonly action: "fix_conflicted" }

/** A word that something is fixed ends with the command after it: nobody goes back to waiting for its proof. */
const undoable = (life: IssueLife, at: DateTime.Utc): IssueLife["undo"] => ({
  status: life.status === "fixing" ? "open" : life.status,
  until: DateTime.add(at, { hours: undoHours })
})

const standingAs = (life: IssueLife, status: IssueStatus): IssueLife => ({
  ...life,
  status,
  reviewReason: null,
  snoozedUntil: null,
  resolvedAt: null,
  writePending: false,
  undo: null
})

/** The issue after a command; null where its status has no such step. `today` is the client's. */
export const commanded = (life: IssueLife, command: IssueCommand, at: DateTime.Utc, today: LocalDate): IssueLife | null => {
  switch (command.action) {
    case "review":
      return isStanding(life.status) && !life.writePending
        ? { ...life, status: "reviewed", reviewReason: command.reason, resolvedAt: at, undo: undoable(life, at) }
        : null
    case "snooze":
      return isStanding(life.status) && !life.writePending && command.until > today
        ? { ...life, status: "snoozed", snoozedUntil: command.until, undo: undoable(life, at) }
        : null
    case "mark_fixed":
      return life.status === "open" || life.status === "reopened"
        ? { ...life, status: "fixing", resolvedAt: at, undo: undoable(life, at) }
        : null
    case "undo":
      return life.undo === null || life.writePending || DateTime.isGreaterThan(at, life.undo.until)
        ? null
        : standingAs(life, life.undo.status)
    case "request_fix":
      return life.status === "open" || life.status === "reopened"
        ? { ...life, status: "fixing", writePending: true, resolvedAt: at, undo: null }
        : null
    case "fix_recorded":
      return life.status === "fixing" && life.writePending ? { ...life, writePending: false, resolvedAt: at } : null
    case "fix_conflicted":
      return life.status === "fixing" && life.writePending ? standingAs(life, "open") : null
  }
}

/** What a scan over books read at `readAt` saw of an issue: its condition with this evidence, or that it is gone. */
export type Sighting = { readonly evidence: string } | "gone"

/**
 * The issue after a scan, the same object where nothing changed. What was reviewed stays so until its records change; what
 * was said to be fixed is judged by the first reading that began after the word.
 */
export const scanned = (
  life: IssueLife,
  sighting: Sighting,
  scan: { readonly at: DateTime.Utc; readonly readAt: DateTime.Utc; readonly today: LocalDate }
): IssueLife => {
  if (sighting === "gone") {
    switch (life.status) {
      case "open":
      case "reopened":
      case "snoozed":
        return { ...standingAs(life, "auto_resolved"), resolvedAt: scan.at }
      case "fixing":
        return life.writePending ? life : { ...standingAs(life, "fixed"), resolvedAt: scan.at }
      default:
        return life
    }
  }
  const seen = life.evidence === sighting.evidence ? life : { ...life, evidence: sighting.evidence }
  switch (life.status) {
    case "open":
    case "reopened":
      return seen
    case "fixing":
      return life.writePending || life.resolvedAt === null || DateTime.isLessThanOrEqualTo(scan.readAt, life.resolvedAt)
        ? seen
        : standingAs(seen, "reopened")
    case "reviewed":
      return seen === life ? life : standingAs(seen, "reopened")
    case "snoozed":
      return seen !== life || life.snoozedUntil === null || life.snoozedUntil <= scan.today ? standingAs(seen, "reopened") : life
    case "fixed":
    case "auto_resolved":
      return standingAs(seen, "reopened")
  }
}

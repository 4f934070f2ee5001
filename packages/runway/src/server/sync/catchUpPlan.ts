import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { DateTime, Duration } from "effect"
import type { SyncTrigger } from "../../contract/sync/SyncTrigger.ts"
import type { SafePoint } from "../internal/sync/SafePoints.ts"
import { isEntityStep, type SyncStep, syncSteps } from "./syncSteps.ts"

/** QuickBooks looks back thirty days; a day less, because its clock is not ours. */
const reach = Duration.days(29)

/** An answer may leave out what was being written while it was made (runway.md 6.4). */
const overlap = Duration.minutes(2)

/** A week less half a day, so that it falls on the same night each week. */
const wholeEvery = Duration.hours(7 * 24 - 12)

/** One object each, and told of by no change but an event that names it: read whole or not at all. */
const settings: ReadonlySet<string> = new Set(["CompanyInfo", "Preferences"])

/** Their names stand as copies in documents, whose own versions do not move with them. */
const masters: ReadonlySet<EntityName> = new Set(["Account", "Customer", "Vendor", "Term"])

/** What one sync reads of the entities, each list in the order of the steps. */
export interface CatchUpPlan {
  /** Before anything that points to them. */
  readonly mastersWhole: ReadonlyArray<EntityName>
  readonly changes: ReadonlyArray<EntityName>
  /** From where the changes are asked for; null when there are none to ask for. */
  readonly since: DateTime.Utc | null
  readonly whole: ReadonlyArray<EntityName>
}

/** From when on changes are to be asked for, after an answer of this time. */
export const safePointOf = (answered: DateTime.Utc): DateTime.Utc => DateTime.subtractDuration(answered, overlap)

export const hasSafePoint = (entity: EntityName): boolean => !settings.has(entity)

/** Whether an event names what change data does not tell of. */
export const namesSettings = (named: ReadonlyArray<string>): boolean => named.some((entity) => settings.has(entity))

type Way = "whole" | "changes" | "skip"

interface Asking {
  readonly trigger: SyncTrigger
  readonly now: DateTime.Utc
  /** When each step was last read, by whatever way. */
  readonly readAt: ReadonlyMap<string, DateTime.Utc>
  /** Entity types that an event named. */
  readonly named: ReadonlyArray<string>
}

const wayOf = (entity: EntityName, safe: SafePoint | undefined, { named, now, readAt, trigger }: Asking): Way => {
  const isWeekOld = (at: DateTime.Utc) => DateTime.isLessThanOrEqualTo(at, DateTime.subtractDuration(now, wholeEvery))
  if (trigger === "comparison") return "whole"
  if (settings.has(entity)) {
    const last = readAt.get(entity)
    const isDue = last === undefined || trigger === "onboarding" || named.includes(entity)
    return isDue || (trigger === "nightly" && isWeekOld(last)) ? "whole" : "skip"
  }
  if (safe === undefined || DateTime.isLessThan(safe.holds_until, DateTime.subtractDuration(now, reach))) return "whole"
  return trigger === "nightly" && isWeekOld(safe.read_whole_at) ? "whole" : "changes"
}

/**
 * Which entities are read by their changes and which from first to last: whole without
 * a safe point, with one that QuickBooks can no longer look back to, by night once a
 * week, and all of them when a certificate named somebody new (specs/decisions/quickbooks-pace.md).
 */
export const catchUpPlan = (
  input: Asking & {
    readonly safePoints: ReadonlyArray<SafePoint>
    /** Steps this run has closed already. */
    readonly closed: ReadonlySet<SyncStep>
  }
): CatchUpPlan => {
  const safeOf = new Map(input.safePoints.map((point) => [point.entity_type, point]))
  const open = syncSteps.filter(isEntityStep).filter((entity) => !input.closed.has(entity))
  const ways = open.map((entity) => ({
    entity,
    way: wayOf(entity, safeOf.get(entity), input)
  }))
  const going = (way: Way) => ways.filter((one) => one.way === way).map(({ entity }) => entity)
  const changes = going("changes")
  const whole = going("whole")
  const points = changes.flatMap((entity) => safeOf.get(entity)?.holds_until ?? [])
  const isFirst = (entity: EntityName) => masters.has(entity) || settings.has(entity)
  return {
    mastersWhole: whole.filter(isFirst),
    changes,
    since: points.reduce<DateTime.Utc | null>((oldest, at) => (oldest === null ? at : DateTime.min(oldest, at)), null),
    whole: whole.filter((entity) => !isFirst(entity))
  }
}

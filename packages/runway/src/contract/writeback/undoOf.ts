import { DateTime } from "effect"
import { undoHours } from "../hygiene/TrayCommand.ts"
import type { FieldValues } from "./FieldValues.ts"
import type { WriteState } from "./WriteState.ts"

/**
 * What taking a write back means now. `cancel`: it was not sent and never will be. `inverse`: a second write puts the old
 * value back, if nobody changed the record since. `none`: there is no way from here.
 */
export type Undo = "cancel" | "inverse" | "none"

interface Written {
  readonly state: WriteState
  readonly before: FieldValues
  readonly recordedAt: DateTime.Utc | null
  /** A write that takes another one back is not taken back itself. */
  readonly isInverse: boolean
  /** A write that takes this one back was ordered, and neither cancelled nor refused. */
  readonly isUndone: boolean
}

/** QuickBooks gives a document without a due date one by itself, so the absence of one cannot be written. */
const canBePutBack = (before: FieldValues): boolean => before.dueDate !== null

export const undoUntil = (recordedAt: DateTime.Utc): DateTime.Utc => DateTime.add(recordedAt, { hours: undoHours })

export const undoOf = ({ before, isInverse, isUndone, recordedAt, state }: Written, at: DateTime.Utc): Undo => {
  if (state === "staged") return "cancel"
  if (state !== "recorded" && state !== "confirmed") return "none"
  if (isInverse || isUndone || recordedAt === null || !canBePutBack(before)) return "none"
  return DateTime.isGreaterThan(at, undoUntil(recordedAt)) ? "none" : "inverse"
}

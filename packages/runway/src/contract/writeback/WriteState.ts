import { Schema } from "effect"

/**
 * How far a write has come. `staged`: kept here and not sent. `sending`: it went out and QuickBooks' answer is not known yet.
 * `recorded`: QuickBooks answered that it took it. `confirmed`: QuickBooks was read again and shows it. `conflict`: the record
 * had changed or was gone, and nothing was written. `refused`: QuickBooks said no, and nothing was written. `cancelled`: a
 * member took it back before it was sent.
 */
export const WriteState = Schema.Literals(["staged", "sending", "recorded", "confirmed", "conflict", "refused", "cancelled"])
export type WriteState = typeof WriteState.Type

/** Why a write waits, to go out or to be read back; it goes on by itself when that is over. */
export const WaitReason = Schema.Literals(["outage", "throttled", "reconnect_required", "subscription_ended", "switched_off"])
export type WaitReason = typeof WaitReason.Type

/**
 * `already_so`: somebody set the same value in QuickBooks first. `changed_since`, on a confirmed one: QuickBooks took it, and
 * the record was changed again before it was read.
 */
export const EndReason = Schema.Literals([
  "changed",
  "deleted",
  "already_so",
  "business_rule",
  "period_closed",
  "not_accepted",
  "changed_since"
])
export type EndReason = typeof EndReason.Type

/** On a `recorded` one: it was to be confirmed by now, and reading has not shown it (runway.md 6.6). */
export const Unconfirmed = Schema.Literal("not_confirmed")

export const WriteReason = Schema.Union([WaitReason, EndReason, Unconfirmed])
export type WriteReason = typeof WriteReason.Type

const ended = ["confirmed", "conflict", "refused", "cancelled"] as const satisfies ReadonlyArray<WriteState>

/** Nothing more happens to it by itself. */
export const isEnded = (state: WriteState): boolean => ended.some((one) => one === state)

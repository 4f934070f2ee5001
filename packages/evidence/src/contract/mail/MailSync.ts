import { ConnectionId } from "@beep/kernel/ids"
import { Schema } from "effect"

/**
 * Why a reading of a mailbox stands still or ended early. `relink`, `missing_scopes`: a person has to
 * link the account again. `rate_limited`, `unavailable`: it goes on by itself.
 */
export const MailSyncError = Schema.Literals(["relink", "missing_scopes", "rate_limited", "unavailable", "refused"])
export type MailSyncError = typeof MailSyncError.Type

/**
 * How far the mail of one account is read. `never`: nobody asked yet. While `listing`, `total` still grows;
 * counts are messages. An ended reading says how it ended; `partial`: `failed` messages could not be kept.
 */
export const MailSyncStatus = Schema.Struct({
  providerAccountId: ConnectionId,
  phase: Schema.Literals(["never", "listing", "fetching", "ended"]),
  /** Everything there is, or what changed since the reading before. */
  mode: Schema.NullOr(Schema.Literals(["full", "changes"])),
  total: Schema.Int,
  done: Schema.Int,
  failed: Schema.Int,
  /** Messages of this account that belong to no client yet. */
  unfiled: Schema.Int,
  startedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  finishedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  outcome: Schema.NullOr(Schema.Literals(["succeeded", "partial", "failed"])),
  error: Schema.NullOr(MailSyncError)
})
export type MailSyncStatus = typeof MailSyncStatus.Type

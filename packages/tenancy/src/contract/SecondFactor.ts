import { Schema } from "effect"

/** Six digits of the app (RFC 6238), or a backup code; spaces and hyphens are no part of it. */
export const SecondFactorCode = Schema.RedactedFromValue(
  Schema.String.check(Schema.isPattern(/^[0-9A-Za-z][0-9A-Za-z -]{4,30}$/))
)

/** Shown once, while enrolling: for the app by hand, or as the address behind a picture (`otpauth://totp/...`). */
export const Enrolment = Schema.Struct({ secret: Schema.String, uri: Schema.String })
export type Enrolment = typeof Enrolment.Type

/** How many backup codes are made at once. */
export const backupCodesMade = 10

/** Shown once; each opens one session in place of the app. */
export const BackupCodes = Schema.Struct({ codes: Schema.Array(Schema.String) })
export type BackupCodes = typeof BackupCodes.Type

export const SecondFactorState = Schema.Struct({
  /** The role of this place asks for one. */
  mandatory: Schema.Boolean,
  enrolledAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  backupCodesLeft: Schema.Int
})
export type SecondFactorState = typeof SecondFactorState.Type

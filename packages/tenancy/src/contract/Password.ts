import { Schema } from "effect"

/** A new password: 12 characters or more (runway.md 7.8). The upper bound caps the hashing work. */
export const NewPassword = Schema.RedactedFromValue(Schema.String.check(Schema.isBetweenLength(12, 1024)))
export type NewPassword = typeof NewPassword.Type

/** A password as somebody types it to prove himself: whatever it was when it was chosen. */
export const KnownPassword = Schema.RedactedFromValue(Schema.String.check(Schema.isBetweenLength(1, 1024)))

import { Schema } from "effect"

/** A new password: 12 characters or more (runway.md 7.8). The upper bound caps the hashing work. */
export const NewPassword = Schema.RedactedFromValue(Schema.String.check(Schema.isBetweenLength(12, 1024)))
export type NewPassword = typeof NewPassword.Type

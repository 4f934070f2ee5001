import { Schema, SchemaTransformation } from "effect"

/** A mail address in its folded form: trimmed, lower case. Two spellings of one address are one user. */
export const Email = Schema.String.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+$/)).pipe(
  Schema.brand("Email")
)
export type Email = typeof Email.Type

/** Folds what a person typed into an {@link Email}. */
export const EmailInput = Schema.String.pipe(
  Schema.decode(SchemaTransformation.trim()),
  Schema.decode(SchemaTransformation.toLowerCase()),
  Schema.decodeTo(Email)
)

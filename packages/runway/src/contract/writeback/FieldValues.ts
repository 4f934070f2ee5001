import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { QboId } from "../ledger/QboId.ts"

/** Records whose fields are written from here; QuickBooks' own names. */
export const WrittenEntity = Schema.Literals(["Bill", "Invoice", "Vendor", "Customer"])
export type WrittenEntity = typeof WrittenEntity.Type

/** What a write is about: only the fields it names. Null: the record has no such value. */
export const FieldValues = Schema.Struct({
  dueDate: Schema.optionalKey(Schema.NullOr(LocalDate)),
  termId: Schema.optionalKey(Schema.NullOr(QboId)),
  email: Schema.optionalKey(Schema.NullOr(Schema.String))
})
export type FieldValues = typeof FieldValues.Type

/** Whether each field named by `wanted` has that value in `found`. */
export const holds = (found: FieldValues, wanted: FieldValues): boolean =>
  (wanted.dueDate === undefined || found.dueDate === wanted.dueDate) &&
  (wanted.termId === undefined || found.termId === wanted.termId) &&
  (wanted.email === undefined || found.email === wanted.email)

import { Schema } from "effect"

/**
 * Why the way back from Google did not end as asked: the `reason` beside `relink=failed`.
 * Each has its sentence and next step in the message catalogue.
 *
 * - `denied`: the person declined at Google.
 * - `not_completed`: back after ten minutes, or without an answer Google could stand for.
 * - `not_recognized`: no request of this member fits the answer.
 * - `already_used`: the same way back a second time.
 * - `code_used`: Google no longer accepts the code it sent.
 * - `missing_scopes`: the account is linked, and the person granted less than mail needs.
 * - `different_account`: another account than the one to be relinked was picked; it is linked beside it.
 * - `linked_by_other`: a colleague linked this account.
 * - `refused`: Google gave nothing that lasts.
 * - `unavailable`: Google did not answer.
 */
export const GoogleLinkError = Schema.Literals([
  "denied",
  "not_completed",
  "not_recognized",
  "already_used",
  "code_used",
  "missing_scopes",
  "different_account",
  "linked_by_other",
  "refused",
  "unavailable"
])
export type GoogleLinkError = typeof GoogleLinkError.Type

import { Schema } from "effect"

/**
 * Why the way back from Intuit did not connect: the value of `?connect_error=`, and the
 * reason in the audit log. Each has its sentence and next step in the message catalogue.
 *
 * - `denied`: the person declined at Intuit.
 * - `not_completed`: back after ten minutes, or without an answer Intuit could stand for.
 * - `not_recognized`: no request of this member fits the answer.
 * - `already_used`: the same way back a second time.
 * - `code_used`: Intuit no longer accepts the code it sent.
 * - `already_connected`: a client the member sees has this company; `?client=` names it.
 * - `refused`: the company cannot be linked; also one that is linked where the member sees nothing of it.
 * - `different_company`: not the company this client was linked to before.
 * - `not_admin`: Intuit does not let this sign-in reach the company's books.
 * - `subscription_inactive`: QuickBooks is closed for the company until it is paid for.
 * - `unavailable`: Intuit did not answer.
 */
export const ConnectError = Schema.Literals([
  "denied",
  "not_completed",
  "not_recognized",
  "already_used",
  "code_used",
  "already_connected",
  "refused",
  "different_company",
  "not_admin",
  "subscription_inactive",
  "unavailable"
])
export type ConnectError = typeof ConnectError.Type

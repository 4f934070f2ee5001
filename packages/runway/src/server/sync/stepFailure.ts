import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import { Schema } from "effect"

/** Why an entity type could not be read: the closed list of `errorCode` in a sync's state. */
export const SyncErrorCode = Schema.Literals([
  "reconnect_required",
  "token_refused",
  "rate_limited",
  "company_unavailable",
  "not_offered",
  "unreadable_answer",
  /** Of syncs of before: now the one record is rejected, and its type is read. */
  "unreadable_amount",
  "refused",
  "quickbooks_unavailable",
  "home_currency_changed"
])
export type SyncErrorCode = typeof SyncErrorCode.Type

/** By what a call failed with; a changed home currency is no failure of a call. */
const codes: Readonly<Record<(QuickBooksError | ReconnectRequired | Unavailable)["_tag"], SyncErrorCode>> = {
  ReconnectRequired: "reconnect_required",
  TokenExpired: "token_refused",
  RateLimitedByIntuit: "rate_limited",
  CompanyUnavailable: "company_unavailable",
  PermanentFault: "not_offered",
  Gone: "not_offered",
  StaleObject: "refused",
  BusinessRule: "refused",
  PeriodClosed: "refused",
  TransientFault: "quickbooks_unavailable",
  Unavailable: "quickbooks_unavailable"
}

export type StepError = QuickBooksError | ReconnectRequired | Unavailable

export const codeOf = (error: StepError): SyncErrorCode =>
  error._tag === "PermanentFault" && error.reason === "unreadable" ? "unreadable_answer" : codes[error._tag]

/** After these no other entity type can be read either, until a person or time helps. */
export const stopsRun = (code: SyncErrorCode): boolean =>
  code === "reconnect_required" || code === "company_unavailable" || code === "token_refused" || code === "home_currency_changed"

/** What closes a step as not read. Trouble of our own (the database, a client gone) ends the attempt and leaves the run open. */
export const isTheirs = (error: StepError | NotFound): error is StepError =>
  error._tag !== "NotFound" && !(error._tag === "Unavailable" && error.what === "database")

/** QuickBooks does not offer what was asked, or answers what cannot be read: asking another way may do. */
export const isRefusal = (error: StepError): boolean => error._tag === "PermanentFault" || error._tag === "Gone"

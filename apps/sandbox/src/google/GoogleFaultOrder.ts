import { Schema } from "effect"
import { ordered } from "../script/Ordered.ts"
import { apiFaults, type ApiFaultName } from "./googleAnswers.ts"

const coded = Object.keys(apiFaults).filter((name): name is ApiFaultName => name in apiFaults)

/** Besides the refusals with a reason: what happens on the wire, and to the mailbox while it is read. */
const others = [
  "bad_gateway",
  "reset",
  "hang",
  "truncated",
  "invalid_grant",
  "deleted_between_pages",
  "changed_between_pages",
  "arrived_between_pages"
] as const

export const GoogleFault = Schema.Literals([...coded, ...others])
export type GoogleFault = typeof GoogleFault.Type

export const isApiFault = (fault: GoogleFault): fault is ApiFaultName => fault in apiFaults

export const GoogleCall = Schema.Literals([
  "profile",
  "list",
  "get",
  "threads",
  "history",
  "labels",
  "token",
  "revoke",
  "userinfo"
])
export type GoogleCall = typeof GoogleCall.Type

/** Without `call` it is about the calls the fault can happen to; `seconds` is how long a hanging call hangs, or what Retry-After says. */
export const GoogleFaultOrder = Schema.Struct({
  mailbox: Schema.String,
  fault: GoogleFault,
  call: Schema.optionalKey(GoogleCall),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 })))
})
export type GoogleFaultOrder = typeof GoogleFaultOrder.Type

const reads: ReadonlyArray<GoogleCall> = ["profile", "list", "get", "threads", "history", "labels"]

const natural: Partial<Record<GoogleFault, ReadonlyArray<GoogleCall>>> = {
  invalid_grant: ["token"],
  not_found: ["get"],
  deleted_between_pages: ["list"],
  changed_between_pages: ["list"],
  arrived_between_pages: ["list"]
}

const callsOf = (order: GoogleFaultOrder): ReadonlyArray<GoogleCall> =>
  order.call === undefined ? (natural[order.fault] ?? reads) : [order.call]

export const isAbout =
  (asked: { readonly mailbox: string; readonly kind: GoogleCall }) =>
  (order: GoogleFaultOrder): boolean =>
    order.mailbox === asked.mailbox && callsOf(order).includes(asked.kind)

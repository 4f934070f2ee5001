import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import { type QuickBooksError, ReconnectRequired as CompanyUnlinked } from "@beep/quickbooks/contract/faults"
import { Redacted } from "effect"
import type { WaitReason } from "../../contract/writeback/WriteState.ts"

/**
 * What a call to QuickBooks that failed means for the write it was made for. `Wait`: the same goes out again later. The rest
 * ends the write; nothing was written.
 */
export type AfterFault =
  | { readonly _tag: "Wait"; readonly reason: WaitReason }
  | { readonly _tag: "Deleted" }
  | {
      readonly _tag: "Refused"
      readonly reason: "business_rule" | "period_closed" | "not_accepted"
      readonly detail: string | null
    }

const wait = (reason: WaitReason): AfterFault => ({ _tag: "Wait", reason })

/** What a write waits for that could not be read back. */
export const unreadReason = ({ _tag }: NotFound | ReconnectRequired | Unavailable): WaitReason =>
  _tag === "Unavailable" ? "outage" : "reconnect_required"

/** runway.md 6.6. */
export const afterFault = (fault: QuickBooksError | NotFound | ReconnectRequired | Unavailable): AfterFault => {
  // The two of this name: Intuit says that the link is gone, or we know that it is.
  if (fault instanceof CompanyUnlinked) return wait("reconnect_required")
  switch (fault._tag) {
    case "TransientFault":
    case "Unavailable":
    // Of a write: somebody changed the record, which is for the caller to look at. A read sent nothing that could be stale.
    case "StaleObject":
      return wait("outage")
    case "RateLimitedByIntuit":
      return wait("throttled")
    case "ReconnectRequired":
    case "TokenExpired":
    // The client left while its write waited; a link is what it lacks.
    case "NotFound":
      return wait("reconnect_required")
    case "CompanyUnavailable":
      return wait("subscription_ended")
    case "Gone":
      return { _tag: "Deleted" }
    case "BusinessRule":
      return { _tag: "Refused", reason: "business_rule", detail: Redacted.value(fault.detail) }
    case "PeriodClosed":
      return { _tag: "Refused", reason: "period_closed", detail: null }
    case "PermanentFault":
      // An answer cut off in the middle: it was taken or it was not, and only asking again tells.
      return fault.reason === "unreadable" ? wait("outage") : { _tag: "Refused", reason: "not_accepted", detail: null }
  }
}

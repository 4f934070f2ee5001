import type { QuickBooksError } from "@beep/quickbooks/contract/faults"
import type { ConnectError } from "../contract/ConnectError.ts"

/** Why a code was not turned into tokens. */
export const exchangeRefusal = (error: QuickBooksError): ConnectError => {
  switch (error._tag) {
    case "ReconnectRequired":
      return "code_used"
    case "TransientFault":
    case "RateLimitedByIntuit":
      return "unavailable"
    default:
      return "refused"
  }
}

/**
 * Whether the first look at a company forbids to link it. What passes by itself does not:
 * the link stands and the first sync says how it went.
 */
export const companyRefusal = (error: QuickBooksError): ConnectError | null => {
  if (error._tag === "ReconnectRequired") return "not_admin"
  return error._tag === "CompanyUnavailable" ? "subscription_inactive" : null
}

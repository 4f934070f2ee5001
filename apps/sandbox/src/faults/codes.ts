import type { FaultShape } from "./shapes.ts"

/** A refusal of Intuit's with a code: what runway.md 6.6 lists. */
export interface CodedFault {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly detail: string
  readonly type: string
  /** The shape it is known to come in. */
  readonly shape: FaultShape
}

const gateway = (status: number, code: string, word: string, detail: string, type: string): CodedFault => ({
  status,
  code,
  message: `message=${word}; errorCode=${code.padStart(6, "0")}; statusCode=${status}`,
  detail,
  type,
  shape: "gateway"
})

const validation = (code: string, message: string, detail: string): CodedFault => ({
  status: 400,
  code,
  message,
  detail,
  type: "ValidationFault",
  shape: "data"
})

const throttled = gateway(429, "3001", "ThrottleExceeded", "The request limit was reached. Try again later", "SERVICE")

export const codedFaults = {
  token_expired: gateway(401, "3200", "AuthenticationFailed", "Token expired", "AUTHENTICATION"),
  not_authorized: gateway(
    403,
    "3100",
    "ApplicationAuthorizationFailed",
    "The application is not authorized for this company",
    "AuthorizationFault"
  ),
  admin_lost: {
    status: 403,
    code: "120",
    message: "Authorization Failure",
    detail: "Authorization Failure : The user who connected the app is no longer an administrator of the company.",
    type: "AuthorizationFault",
    shape: "data"
  },
  throttled,
  throttled_xml: { ...throttled, detail: "The request limit was reached.  Try again later", shape: "xml" },
  throttled_retry_after: throttled,
  unsupported: validation("500", "Unsupported Operation", "Operation is not supported."),
  object_gone: validation("610", "Object Not Found", "Object Not Found : Something you're trying to use has been made inactive."),
  missing_parameter: validation("2020", "Required parameter missing", "Required parameter Line is missing in the request"),
  bad_value: validation("2170", "Invalid Enumeration", "Invalid Enumeration : PayType"),
  bad_reference: validation("2500", "Invalid Reference Id", "Invalid Reference Id : Accounts element id 999 not found"),
  stale_object: validation(
    "5010",
    "Stale Object Error",
    "Stale Object Error : Somebody else changed this record while you were working on it."
  ),
  business_rule: validation(
    "6000",
    "A business validation error has occurred while processing your request",
    "Business Validation Error: The amount must not be negative."
  ),
  duplicate_number: validation(
    "6140",
    "Duplicate Document Number Error",
    "Duplicate Document Number Error : This number has already been used. DocNumber=1001 is assigned to TxnType=Bill with TxnId=1"
  ),
  company_unavailable: {
    status: 403,
    code: "6190",
    message: "Invalid Company Status",
    detail: "Subscription period has ended or canceled or there was a billing problem : null",
    type: "ValidationFault",
    shape: "data"
  },
  period_closed: validation(
    "6210",
    "Account Period Closed, Cannot Update Through Services API",
    "The account period has closed and the account books cannot be updated through this API."
  ),
  duplicate_name: validation("6240", "Duplicate Name Exists Error", "The name supplied already exists. : null"),
  already_deposited: validation(
    "6540",
    "Deposited Transaction cannot be changed",
    "Deposited Transaction cannot be changed : Delete the deposit first."
  )
} as const satisfies Readonly<Record<string, CodedFault>>

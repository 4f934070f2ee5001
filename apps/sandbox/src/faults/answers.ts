import { HttpServerResponse } from "effect/http"
import { renderJson } from "../render/Json.ts"

/** What a call is answered with: an `intuit_tid` on every one, as Intuit does. */
export const answered = (status: number, body: string, tid: string, contentType = "application/json;charset=utf-8") =>
  HttpServerResponse.text(body, { status, contentType, headers: { intuit_tid: tid, "qbo-version": "sandbox" } })

/** The data API's shape. */
export const dataFault = (fault: {
  readonly message: string
  readonly detail: string
  readonly code: string
  readonly type: string
}) =>
  renderJson({
    Fault: { Error: [{ Message: fault.message, Detail: fault.detail, code: fault.code }], type: fault.type }
  })

/** The gateway's shape, lower case. */
export const gatewayFault = (fault: {
  readonly message: string
  readonly detail: string
  readonly code: string
  readonly type: string
}) =>
  renderJson({
    warnings: null,
    intuitObject: null,
    fault: { error: [{ message: fault.message, detail: fault.detail, code: fault.code, element: null }], type: fault.type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    status: null,
    cdcresponse: []
  })

export const badQuery = (near: string) =>
  dataFault({
    message: "Error parsing query",
    detail: `QueryParserError: Encountered "${near}"`,
    code: "4000",
    type: "ValidationFault"
  })

export const notFound = dataFault({
  message: "Object Not Found",
  detail: "Object Not Found : Something you're trying to use has been made inactive.",
  code: "610",
  type: "ValidationFault"
})

/** QuickBooks answers what it cannot do this way; a recording answers what it does not hold. */
export const unsupported = (what: string) =>
  dataFault({
    message: "Unsupported Operation",
    detail: `Operation ${what} is not supported.`,
    code: "500",
    type: "ValidationFault"
  })

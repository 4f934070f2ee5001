import { type Json, renderJson } from "../render/Json.ts"

/** Why a change is not made, in Intuit's codes (runway.md 6.6). */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly detail: string
  readonly element?: string
}

export const objectGone: Refusal = {
  code: "610",
  message: "Object Not Found",
  detail:
    "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees."
}

export const requiredParam = (name: string): Refusal => ({
  code: "2020",
  message: "Required param missing, need to supply the required value for the API",
  detail: `Required parameter ${name} is missing in the request`,
  element: name
})

/** Somebody changed the object since the given SyncToken. */
export const stale: Refusal = {
  code: "5010",
  message: "Stale Object Error",
  detail:
    "Stale Object Error : You and another user were working on this at the same time. The other user finished before you did, so your work was not saved."
}

export const duplicateNumber = (docNumber: string): Refusal => ({
  code: "6140",
  message: "Duplicate Document Number Error",
  detail: `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${docNumber}`
})

export const periodClosed: Refusal = {
  code: "6210",
  message: "Account Period Closed, Cannot Update Through Services API",
  detail: "The account period has closed and the account books cannot be updated through the QBO Services API."
}

/** What QuickBooks cannot do. */
export const unsupportedOperation = (what: string): Refusal => ({
  code: "500",
  message: "Unsupported Operation",
  detail: `Operation ${what} is not supported.`
})

export const badReference = (element: string): Refusal => ({
  code: "2500",
  message: "Invalid Reference Id",
  detail:
    "Invalid Reference Id : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
  element
})

export const businessRule = (reason: string): Refusal => ({
  code: "6000",
  message: "A business validation error has occurred while processing your request",
  detail: `Business Validation Error: ${reason}`
})

/** New documents are written in the company's own currency only. */
export const otherCurrency = businessRule("The transaction would be in another currency than the company's.")

export const duplicateName: Refusal = {
  code: "6240",
  message: "Duplicate Name Exists Error",
  detail: "The name supplied already exists. : null"
}

export const deposited: Refusal = {
  code: "6540",
  message: "Deposited Transaction cannot be changed",
  detail:
    "This transaction has been deposited. If you want to change or delete it, you must first edit the deposit it appears on and remove it."
}

export const faultOf = ({ code, detail, element, message }: Refusal): Json => ({
  Error: [{ Message: message, Detail: detail, code, element }],
  type: "ValidationFault"
})

/** The body of a refused call. */
export const refused = (refusal: Refusal, time: string): string => renderJson({ Fault: faultOf(refusal), time })

import { Schema } from "effect"
import { escaped } from "../render/escaped.ts"
import { dataFault, gatewayFault } from "./answers.ts"
import type { CodedFault } from "./codes.ts"

/** The data API's `Fault`, the gateway's lower-case `fault`, and the XML of calls without `Accept`. */
export const FaultShape = Schema.Literals(["data", "gateway", "xml"])
export type FaultShape = typeof FaultShape.Type

const xmlFault = (fault: CodedFault): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="${escaped(fault.type)}"><Error code="${escaped(fault.code)}"><Message>${escaped(fault.message)}</Message><Detail>${escaped(fault.detail)}</Detail></Error></Fault></IntuitResponse>`

export interface Refusal {
  readonly status: number
  readonly body: string
  readonly contentType: string
}

/** The fault in the shape it comes in, or in another one. */
export const refusal = (fault: CodedFault, shape: FaultShape = fault.shape): Refusal => {
  switch (shape) {
    case "data":
      return { status: fault.status, body: dataFault(fault), contentType: "application/json;charset=utf-8" }
    case "gateway":
      return { status: fault.status, body: gatewayFault(fault), contentType: "application/json" }
    case "xml":
      return { status: fault.status, body: xmlFault(fault), contentType: "application/xml" }
  }
}

import { Redacted } from "effect"
import {
  BusinessRule,
  CompanyUnavailable,
  Gone,
  PeriodClosed,
  PermanentFault,
  type QuickBooksError,
  RateLimitedByIntuit,
  ReconnectRequired,
  StaleObject,
  TokenExpired,
  TransientFault
} from "../contract/faults.ts"
import type { WireFault } from "./WireFault.ts"

export interface RefusedCall {
  readonly httpStatus: number
  readonly intuitTid: string | null
  readonly retryAfterSeconds: number | null
  readonly fault: WireFault | null
}

type Kind = QuickBooksError["_tag"]

/** runway.md 6.6, and the two answers of the token endpoint that mean something else than a bug. */
const kindOfCode: Readonly<Record<string, Kind>> = {
  "3200": "TokenExpired",
  "3100": "ReconnectRequired",
  "120": "ReconnectRequired",
  invalid_grant: "ReconnectRequired",
  invalid_client: "PermanentFault",
  invalid_request: "PermanentFault",
  "3001": "RateLimitedByIntuit",
  "500": "PermanentFault",
  "610": "Gone",
  "2020": "PermanentFault",
  "2170": "PermanentFault",
  "2500": "PermanentFault",
  "5010": "StaleObject",
  "6000": "BusinessRule",
  "6140": "BusinessRule",
  "6190": "CompanyUnavailable",
  "6210": "PeriodClosed",
  "6240": "BusinessRule",
  "6540": "BusinessRule"
}

const kindOfStatus = (status: number): Kind => {
  if (status === 401) return "TokenExpired"
  if (status === 403) return "ReconnectRequired"
  if (status === 429) return "RateLimitedByIntuit"
  if (status === 408 || status >= 500) return "TransientFault"
  return "PermanentFault"
}

const controlCharacters = /\p{Cc}+/gu

/** One line of at most 300 characters; `: null` is how Intuit ends a sentence it had nothing to add to. */
const shown = (fault: WireFault | null): string =>
  (fault?.detail || fault?.message || "")
    .replace(controlCharacters, " ")
    .replace(/\s*:\s*null$/, "")
    .trim()
    .slice(0, 300)

/** What the refusal means. Only a business rule keeps words of Intuit's. */
export const classify = (call: RefusedCall): QuickBooksError => {
  const code = call.fault?.code ?? null
  const fields = { code, httpStatus: call.httpStatus, intuitTid: call.intuitTid }
  const kind = (code === null ? undefined : kindOfCode[code]) ?? kindOfStatus(call.httpStatus)
  switch (kind) {
    case "TokenExpired":
      return new TokenExpired(fields)
    case "ReconnectRequired":
      return new ReconnectRequired(fields)
    case "RateLimitedByIntuit":
      return new RateLimitedByIntuit({ ...fields, retryAfterSeconds: call.retryAfterSeconds })
    case "Gone":
      return new Gone(fields)
    case "StaleObject":
      return new StaleObject(fields)
    case "BusinessRule":
      return new BusinessRule({ ...fields, detail: Redacted.make(shown(call.fault)) })
    case "PeriodClosed":
      return new PeriodClosed(fields)
    case "CompanyUnavailable":
      return new CompanyUnavailable(fields)
    case "PermanentFault":
      return new PermanentFault({ ...fields, reason: "refused" })
    case "TransientFault":
      return new TransientFault(fields)
  }
}

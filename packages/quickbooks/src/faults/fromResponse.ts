import { Clock, Effect, Option } from "effect"
import type { QuickBooksError } from "../contract/faults.ts"
import { classify } from "./classify.ts"
import { readWireFault } from "./WireFault.ts"

/** A refused answer as it arrived; header names in lower case. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** `Retry-After` is a number of seconds or an HTTP date. */
const retryAfterSeconds = (value: string | undefined, nowMillis: number): number | null => {
  if (value === undefined) return null
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - nowMillis) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

export const faultFromResponse = (answer: RefusedAnswer): Effect.Effect<QuickBooksError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const fault = yield* readWireFault(answer.body)
    return classify({
      httpStatus: answer.status,
      intuitTid: answer.headers["intuit_tid"] ?? answer.headers["intuit-tid"] ?? null,
      retryAfterSeconds: retryAfterSeconds(answer.headers["retry-after"], now),
      fault: Option.getOrNull(fault)
    })
  })

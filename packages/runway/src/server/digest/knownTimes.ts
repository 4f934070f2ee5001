import { ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { todayIn } from "@beep/kernel/LocalDate"
import { Clients } from "@beep/tenancy/server/Clients"
import { DateTime, Effect } from "effect"
import { instantOf, type KnownTime } from "../../contract/digest/KnownTime.ts"
import { problemText } from "../../contract/messages.ts"

/** Which instant a question about the past is about; undefined is the present, and so is the day that is not over. */
export const knownTimes = Effect.gen(function* () {
  const clients = yield* Clients
  const past = Effect.fnUntraced(function* (clientId: ClientId, at: KnownTime | undefined) {
    if (at === undefined) return undefined
    const { timezone } = yield* clients.require(clientId)
    if (typeof at === "string" && at === (yield* todayIn(timezone))) return undefined
    const instant = instantOf(at, timezone)
    if (DateTime.isGreaterThan(instant, yield* DateTime.now)) return yield* new ValidationFailed({ reason: problemText.notYet })
    return instant
  })
  return { past }
})

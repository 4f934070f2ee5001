import { Unauthenticated } from "@beep/kernel/errors"
import { Effect, Redacted } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { sessionCookieName } from "../contract/Authorization.ts"
import { PulseLocalApi } from "../contract/PulseApi.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { Pulse } from "./Pulse.ts"

export const pulseHandlers = HttpApiBuilder.group(
  PulseLocalApi,
  "pulse",
  Effect.fn(function* (handlers) {
    const { secureCookie } = yield* AuthSettings
    const pulse = yield* Pulse
    return handlers.handleAll({
      pulse: Effect.fnUntraced(function* ({ request }) {
        const token = request.cookies[sessionCookieName(secureCookie)]
        if (token === undefined || !(yield* pulse.isAlive(Redacted.make(token)))) return yield* new Unauthenticated()
      })
    })
  })
)

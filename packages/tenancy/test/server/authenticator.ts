import { Clock, Effect, Schema } from "effect"
import { TOTP } from "otpauth"
import type { Browser } from "./browser.ts"

const decodeEnrolment = Schema.decodeUnknownEffect(Schema.Struct({ secret: Schema.String, uri: Schema.String }))
const decodeCodes = Schema.decodeUnknownEffect(Schema.Struct({ codes: Schema.Array(Schema.String) }))

/** A phone with the app: knows the secret and what time it is. */
export const codeOf = (secret: string, stepsFromNow = 0) =>
  Effect.map(Clock.currentTimeMillis, (now) => new TOTP({ secret }).generate({ timestamp: now + stepsFromNow * 30_000 }))

export const beginEnrolment = (browser: Browser) =>
  Effect.flatMap(browser.post("/api/account/second-factor/enrol"), ({ json }) => decodeEnrolment(json))

/** Enrols in an open session; answers what the phone and the paper then hold. */
export const enrolled = Effect.fnUntraced(function* (browser: Browser) {
  const { secret } = yield* beginEnrolment(browser)
  const confirmed = yield* browser.post("/api/account/second-factor/confirm", { code: yield* codeOf(secret) })
  return { secret, ...(yield* decodeCodes(confirmed.json)) }
})

import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { verifiedFor } from "@beep/tenancy/server/VerifiedSessions"
import { assert } from "@effect/vitest"
import { Clock, Context, Duration, Effect, Layer, Schedule, Schema } from "effect"
import { TOTP } from "otpauth"
import { type Browser, openBrowser } from "../browser.ts"
import { call } from "../http.ts"
import { origin } from "../TestServer.ts"

/** Two firms, of which the first is no demonstration: its owner and advisors need a second factor. */
export const people = Effect.gen(function* () {
  const admin = yield* AdminSql
  // Every test of the suite comes from one address.
  yield* admin`delete from identity.attempt`
  return yield* twoTenants
})

/** Made once, for what changes nobody's password. */
export class Firms extends Context.Service<Firms, Effect.Success<typeof people>>()("asvs/Firms") {
  static readonly layer = Layer.effect(Firms, people)
}

export const firms = Effect.gen(function* () {
  const admin = yield* AdminSql
  yield* admin`delete from identity.attempt`
  return yield* Firms
})

export const serious = (organizationId: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`update tenancy.organization set demo = false where organization_id = ${organizationId}`
  )

/** The server of this suite is reached by https: its cookies have their whole name. */
export const sessionCookie = "__Host-beep_session"

export const loginAnswer = (email: string, password: string) =>
  call("/api/auth/login", {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password })
  })

export const signedIn = Effect.fnUntraced(function* (who: Parameters<Browser["login"]>[0]) {
  const browser = openBrowser()
  assert.strictEqual((yield* browser.login(who)).status, 200)
  return browser
})

const decodeSecret = Schema.decodeUnknownEffect(Schema.Struct({ secret: Schema.String, uri: Schema.String }))
const decodeCodes = Schema.decodeUnknownEffect(Schema.Struct({ codes: Schema.Array(Schema.String) }))

export const codeOf = (secret: string, stepsFromNow = 0) =>
  Effect.map(Clock.currentTimeMillis, (now) => new TOTP({ secret }).generate({ timestamp: now + stepsFromNow * 30_000 }))

/** Enrols with the code of the step before, so that two more can be proved at once. */
export const enrolled = Effect.fnUntraced(function* (browser: Browser) {
  const { secret, uri } = yield* Effect.flatMap(browser.ask("POST", "/api/account/second-factor/enrol"), ({ json }) =>
    decodeSecret(json)
  )
  const confirmed = yield* browser.ask("POST", "/api/account/second-factor/confirm", { code: yield* codeOf(secret, -1) })
  return { secret, uri, ...(yield* decodeCodes(confirmed.json)) }
})

export const problemIn = (answer: { readonly text: string }) => /urn:beep:problem:([a-z-]+)/.exec(answer.text)?.[1]

export const statusOf = (browser: Browser) => Effect.map(browser.ask("GET", "/api/me"), ({ status }) => status)

/**
 * What a test changed in the database itself a server hears of in a moment, and of time that was moved nothing: what it
 * remembers ends all the same. Dies where the session still opens something then.
 */
export const endedFor = (browser: Browser) =>
  statusOf(browser).pipe(
    Effect.repeat({ until: (status) => status === 401, schedule: Schedule.spaced("50 millis") }),
    Effect.timeout(Duration.millis(verifiedFor.millis + 1000)),
    Effect.orDie
  )

export const count = (rows: Effect.Effect<ReadonlyArray<Readonly<Record<string, unknown>>>, unknown>) =>
  Effect.map(rows, ([row]) => Number(row?.["n"]))

export const auditedOnce = (memberId: string, action: string) =>
  Effect.flatMap(AdminSql, (admin) =>
    count(admin`select count(*)::int as n from audit.entry where member_id = ${memberId} and action = ${action}`)
  )

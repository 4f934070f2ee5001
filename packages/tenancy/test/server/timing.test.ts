import { Email } from "@beep/tenancy/contract/Email"
import { PasswordHash } from "@beep/tenancy/server/PasswordHash"
import { PasswordResets } from "@beep/tenancy/server/PasswordResets"
import { Sessions } from "@beep/tenancy/server/Sessions"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, it as plain, layer } from "@effect/vitest"
import { Duration, Effect, Layer, Random, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { rankDistance } from "./rankTest.ts"

/** Half of them of each kind, interleaved by chance: neither meets a warmer process or a colder one. */
const attempts = 500

/** A hash more or less shows in far fewer. */
const controlAttempts = 120

/** Further apart than chance would be in all but 6 of 100,000 runs. */
const farApart = 4

/** The product's hashes are cheap here: what differs beside them shows the more. The control's is not. */
const suite = Layer.fresh(PasswordHash.layer).pipe(
  Layer.provide(SecureRandom.layerWebCrypto),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const wrong = Redacted.make("not the password")

/** Nanoseconds of each kind; the record of attempts is emptied between, so that none is turned away. */
const measure = (times: number, kinds: { readonly known: Effect.Effect<unknown>; readonly unknown: Effect.Effect<unknown> }) =>
  Effect.gen(function* () {
    const admin = yield* TestDatabase.AdminSql
    const taken: Record<keyof typeof kinds, Array<number>> = { known: [], unknown: [] }
    const order = yield* Random.shuffle(Array.from({ length: times }, (_, n) => (n % 2 === 0 ? "known" : "unknown")))
    for (const kind of order) {
      yield* admin`delete from identity.attempt`
      const one = kind === "known" ? "known" : "unknown"
      const [duration] = yield* Effect.timed(kinds[one])
      taken[one].push(Number(Duration.toNanosUnsafe(duration)))
    }
    return taken
  })

plain("tells two samples apart that differ, and two that do not differ not", () => {
  const even = Array.from({ length: 200 }, (_, n) => n)
  assert.isBelow(Math.abs(rankDistance(even, even)), 0.001)
  assert.isAbove(
    Math.abs(
      rankDistance(
        even,
        even.map((n) => n + 60)
      )
    ),
    farApart
  )
})

layer(suite, { excludeTestServices: true })("how long an answer takes", (it) => {
  it.effect(
    "does not tell a known user from an unknown one at sign-in",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const sessions = yield* Sessions
        const attempt = (email: Email) =>
          Effect.flip(sessions.login({ email, password: wrong, address: "192.0.2.1" })).pipe(Effect.orDie)
        const { known, unknown } = yield* measure(attempts, {
          known: attempt(a.viewer.email),
          unknown: attempt(Email.make(`nobody-${a.viewer.email}`))
        })
        assert.strictEqual(known.length + unknown.length, attempts)
        const distance = rankDistance(known, unknown)
        assert.isBelow(Math.abs(distance), farApart, `ranks lie ${distance} standard deviations apart`)
        // The control: the same measure does see a hash more or less.
        const hashes = yield* PasswordHash
        const twice = yield* measure(controlAttempts, {
          known: Effect.andThen(attempt(a.viewer.email), hashes.verify(wrong, null)),
          unknown: attempt(Email.make(`nobody-${a.viewer.email}`))
        })
        assert.isAbove(Math.abs(rankDistance(twice.known, twice.unknown)), farApart)
      }),
    { timeout: 300_000 }
  )

  it.effect(
    "does not tell a known address from an unknown one when a new password is asked for",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const resets = yield* PasswordResets
        const ask = (email: Email) => Effect.orDie(resets.request({ email, address: "192.0.2.1" }))
        const { known, unknown } = yield* measure(attempts, {
          known: ask(a.viewer.email),
          unknown: ask(Email.make(`nobody-${a.viewer.email}`))
        })
        const distance = rankDistance(known, unknown)
        assert.isBelow(Math.abs(distance), farApart, `ranks lie ${distance} standard deviations apart`)
        yield* resets.settled
      }),
    { timeout: 300_000 }
  )
})

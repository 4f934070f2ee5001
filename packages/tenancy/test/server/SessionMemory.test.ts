import { MemberId, newId, OrganizationId, SessionId, UserId } from "@beep/kernel/ids"
import { assert, it } from "@effect/vitest"
import { DateTime, Effect } from "effect"
import { SecureRandom } from "effect/crypto"
import { SessionMemory } from "../../src/server/internal/SessionMemory.ts"
import type { Session } from "../../src/server/Sessions.ts"

const limits = { millis: 2000, sessions: 3 }

const sessionUntil = (expiresAt: number) =>
  Effect.gen(function* () {
    const session: Session = {
      sessionId: yield* newId(SessionId),
      userId: yield* newId(UserId),
      memberId: yield* newId(MemberId),
      organizationId: yield* newId(OrganizationId),
      role: "advisor",
      demo: false,
      strength: "full",
      hasSecondFactor: true,
      steppedUpAt: null,
      expiresAt: DateTime.makeUnsafe(expiresAt)
    }
    return session
  }).pipe(Effect.provide(SecureRandom.layerWebCrypto))

const listening = () => {
  const memory = new SessionMemory(limits)
  memory.listen()
  return memory
}

it.effect("believes a session for two seconds from the moment it asked", () =>
  Effect.gen(function* () {
    const session = yield* sessionUntil(1_000_000)
    const memory = listening()
    memory.keep("a", session, memory.era, 10_000)
    assert.strictEqual(memory.find("a", 10_000), session)
    assert.strictEqual(memory.find("a", 11_999), session)
    assert.isUndefined(memory.find("a", 12_000))
    assert.isUndefined(memory.find("b", 10_000))
    assert.isUndefined(memory.find("a", 9_999), "a clock that was put back")
  })
)

it.effect("believes none beyond its own end", () =>
  Effect.gen(function* () {
    const session = yield* sessionUntil(10_500)
    const memory = listening()
    memory.keep("a", session, memory.era, 10_000)
    assert.strictEqual(memory.find("a", 10_499), session)
    assert.isUndefined(memory.find("a", 10_500))
  })
)

it.effect("forgets what was changed, and keeps the rest", () =>
  Effect.gen(function* () {
    const [one, other] = [yield* sessionUntil(1_000_000), yield* sessionUntil(1_000_000)]
    const abouts = [
      { what: "session", id: one.sessionId },
      { what: "user", id: one.userId },
      { what: "member", id: one.memberId },
      { what: "organization", id: one.organizationId }
    ] as const
    for (const gone of abouts) {
      const memory = listening()
      memory.keep("one", one, memory.era, 0)
      memory.keep("other", other, memory.era, 0)
      memory.forget(gone)
      assert.isUndefined(memory.find("one", 0), gone.what)
      assert.strictEqual(memory.find("other", 0), other, gone.what)
    }
  })
)

it.effect("does not keep what was looked up before a change was heard", () =>
  Effect.gen(function* () {
    const session = yield* sessionUntil(1_000_000)
    const memory = listening()
    const { era } = memory
    memory.forget({ what: "session", id: session.sessionId })
    memory.keep("a", session, era, 0)
    assert.isUndefined(memory.find("a", 0))
    const later = memory.era
    memory.forgetAll()
    memory.keep("a", session, later, 0)
    assert.isUndefined(memory.find("a", 0))
    memory.keep("a", session, memory.era, 0)
    assert.strictEqual(memory.find("a", 0), session)
  })
)

it.effect("keeps nothing while nobody listens", () =>
  Effect.gen(function* () {
    const session = yield* sessionUntil(1_000_000)
    const memory = new SessionMemory(limits)
    memory.keep("a", session, memory.era, 0)
    assert.isUndefined(memory.find("a", 0))
    memory.listen()
    memory.keep("a", session, memory.era, 0)
    assert.strictEqual(memory.find("a", 0), session)
    const { era } = memory
    memory.stopListening()
    assert.isUndefined(memory.find("a", 0))
    memory.listen()
    memory.keep("a", session, era, 0)
    assert.isUndefined(memory.find("a", 0), "asked before the connection was lost")
  })
)

it.effect("lets the one go that was verified longest ago", () =>
  Effect.gen(function* () {
    const session = yield* sessionUntil(1_000_000)
    const memory = listening()
    for (const key of ["a", "b", "c"]) memory.keep(key, session, memory.era, 0)
    memory.keep("a", session, memory.era, 1)
    memory.keep("d", session, memory.era, 1)
    assert.deepStrictEqual(
      ["a", "b", "c", "d"].filter((key) => memory.find(key, 1) !== undefined),
      ["a", "c", "d"]
    )
  })
)

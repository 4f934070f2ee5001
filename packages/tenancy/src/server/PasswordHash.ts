import { Context, Effect, Layer, Redacted, Semaphore } from "effect"
import { SecureRandom } from "effect/crypto"

export interface HashCost {
  /** KiB. */
  readonly memoryCost: number
  /** Passes. */
  readonly timeCost: number
}

/** The first of OWASP's equivalent settings for argon2id: 19 MiB, 2 passes. No environment changes it; suites that are not about passwords do (`testing/cheapPasswords`). */
export const PasswordCost = Context.Reference<HashCost>("@beep/tenancy/PasswordCost", {
  defaultValue: () => ({ memoryCost: 19_456, timeCost: 2 })
})

/** Hashing holds memory and a thread each: a volley of sign-ins waits instead of exhausting both. */
const concurrentHashes = 4

export class PasswordHash extends Context.Service<
  PasswordHash,
  {
    readonly hash: (password: Redacted.Redacted) => Effect.Effect<string>
    /** Null (no such user) costs the same work and is never true. */
    readonly verify: (password: Redacted.Redacted, hash: string | null) => Effect.Effect<boolean>
  }
>()("@beep/tenancy/PasswordHash") {
  static readonly layer: Layer.Layer<PasswordHash, never, SecureRandom.SecureRandom> = Layer.effect(
    PasswordHash,
    Effect.gen(function* () {
      const cost = yield* PasswordCost
      const random = yield* SecureRandom.SecureRandom
      const semaphore = yield* Semaphore.make(concurrentHashes)
      const hash = (password: Redacted.Redacted) =>
        Effect.promise(() => Bun.password.hash(Redacted.value(password), { algorithm: "argon2id", ...cost })).pipe(
          semaphore.withPermit
        )
      const dummy = yield* hash(Redacted.make(yield* random.uuidV4()))
      return PasswordHash.of({
        hash: (password) => Effect.withSpan(hash(password), "PasswordHash.hash"),
        verify: Effect.fn("PasswordHash.verify")(function* (password, stored) {
          const matches = yield* Effect.promise(() => Bun.password.verify(Redacted.value(password), stored ?? dummy)).pipe(
            semaphore.withPermit
          )
          return matches && stored !== null
        })
      })
    })
  )
}

import { RateLimited, type Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"
import { EmailTokens } from "./EmailTokens.ts"
import { attemptsRepo } from "./internal/AttemptsRepo.ts"

export interface Tried {
  /** Whose proof is tried, known or not: an address as typed, or a kind of proof and a user. */
  readonly account: string
  /** The peer's network address; counted, and stored only as a token. */
  readonly address: string
}

/** Counts a try before it is looked at, so that a volley cannot outrun the count; a success gives it back. */
export class Attempts extends Context.Service<
  Attempts,
  {
    readonly begin: (
      tried: Tried
    ) => Effect.Effect<{ readonly forgive: Effect.Effect<void, Unavailable> }, RateLimited | Unavailable>
  }
>()("@beep/tenancy/Attempts") {
  static readonly layer: Layer.Layer<Attempts, never, AuthSql | EmailTokens> = Layer.effect(
    Attempts,
    Effect.gen(function* () {
      const tokens = yield* EmailTokens
      const attempts = yield* attemptsRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)
      const begin = Effect.fn("Attempts.begin")(function* (tried: Tried) {
        const subject = {
          account: yield* tokens.lookup("account", tried.account),
          address: yield* tokens.lookup("address", tried.address),
          now: yield* DateTime.nowAsDate
        }
        const { waitSeconds } = yield* trip(attempts.begin(subject))
        if (waitSeconds > 0) return yield* new RateLimited({ retryAfterSeconds: waitSeconds })
        return { forgive: trip(attempts.forgive(subject)) }
      })
      return Attempts.of({ begin })
    })
  )
}

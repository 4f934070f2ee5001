import { Clock, Context, Effect, Layer, Option, type Scope } from "effect"
import { type Gone, SessionMemory } from "./internal/SessionMemory.ts"
import type { Session } from "./Sessions.ts"

/** A moment only: what a listener cannot hear (a connection that is dead and does not know it) ends with it. */
export const verifiedFor = { millis: 2000, sessions: 10_000 } as const

/**
 * Spares a read the trip of its session where the session was verified a moment ago and nothing was heard since: see
 * specs/decisions/verified-sessions.md. Without a listener every session is looked up.
 */
export class VerifiedSessions extends Context.Service<
  VerifiedSessions,
  {
    /** What `lookup` answers now, or answered at most two seconds ago. A session that was not found is never remembered. */
    readonly recall: <E, R>(
      key: string,
      lookup: Effect.Effect<Option.Option<Session>, E, R>
    ) => Effect.Effect<Option.Option<Session>, E, R>
    readonly forget: (gone: Gone) => Effect.Effect<void>
    readonly forgetAll: Effect.Effect<void>
    /** Sessions are remembered for the length of the scope, and none after it: for who hears of every change. */
    readonly whileListening: Effect.Effect<void, never, Scope.Scope>
  }
>()("@beep/tenancy/VerifiedSessions") {
  static readonly layer: Layer.Layer<VerifiedSessions> = Layer.sync(VerifiedSessions, () => {
    const memory = new SessionMemory(verifiedFor)
    return VerifiedSessions.of({
      recall: (key, lookup) =>
        Effect.flatMap(Clock.currentTimeMillis, (asked) => {
          const held = memory.find(key, asked)
          if (held !== undefined) return Effect.succeed(Option.some(held))
          const era = memory.era
          return Effect.tap(lookup, (found) =>
            Effect.sync(() => {
              if (Option.isSome(found)) memory.keep(key, found.value, era, asked)
            })
          )
        }),
      forget: (gone) => Effect.sync(() => memory.forget(gone)),
      forgetAll: Effect.sync(() => memory.forgetAll()),
      whileListening: Effect.acquireRelease(
        Effect.sync(() => memory.listen()),
        () => Effect.sync(() => memory.stopListening())
      )
    })
  })
}

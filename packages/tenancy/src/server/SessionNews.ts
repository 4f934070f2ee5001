import { Notifications } from "@beep/sql/Notifications"
import { Effect, Layer, Option, Schedule, Schema } from "effect"
import { VerifiedSessions } from "./VerifiedSessions.ts"

/** The channel of migration 0028. */
const channel = "beep_sessions"

const Gone = Schema.TemplateLiteralParser([Schema.Literals(["session", "user", "member", "organization"]), " ", Schema.String])
const decode = Schema.decodeUnknownOption(Gone)

/**
 * Listens to what ends or changes sessions, in whichever process it was done, and lets `VerifiedSessions` remember only for as
 * long. A lost connection is opened again; what was missed in between cannot have been remembered.
 */
export const layer: Layer.Layer<never, never, VerifiedSessions | Notifications> = Layer.effectDiscard(
  Effect.gen(function* () {
    const verified = yield* VerifiedSessions
    const notifications = yield* Notifications
    const hear = Effect.fnUntraced(function* (payload: string) {
      yield* Option.match(decode(payload), {
        // Somebody newer than this process has more to say than it understands.
        onNone: () => verified.forgetAll,
        onSome: ([what, , id]) => verified.forget({ what, id })
      })
    })
    const listening = Effect.scoped(
      Effect.gen(function* () {
        const next = yield* notifications.listen(channel)
        yield* verified.whileListening
        return yield* Effect.forever(Effect.flatMap(next, hear))
      })
    )
    yield* Effect.forkScoped(
      listening.pipe(
        Effect.tapError(() => Effect.logWarning("changes of sessions are not heard; every request looks its session up")),
        Effect.retry(Schedule.jittered(Schedule.spaced("1 second")))
      )
    )
  })
)

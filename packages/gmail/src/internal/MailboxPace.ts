import { Clock, Context, Duration, Effect, Layer, Ref, Semaphore } from "effect"

/**
 * Gmail counts every call in units per mailbox and second
 * (https://developers.google.com/gmail/api/reference/quota); a tenth is left
 * for whoever else reads the same mailbox.
 */
const unitsPerSecond = 225
const callsAtOnce = 8

interface Bucket {
  readonly units: number
  readonly at: number
}

/** What is left after waiting, and the wait in milliseconds. */
const taken = ({ at, units }: Bucket, now: number, cost: number): readonly [number, Bucket] => {
  const filled = Math.min(unitsPerSecond, units + ((now - at) / 1000) * unitsPerSecond)
  const left = filled - cost
  return [left >= 0 ? 0 : (-left / unitsPerSecond) * 1000, { units: left, at: now }]
}

/** Paces the calls to each mailbox in this process, so that Google's limit per user is met before it is hit. */
export class MailboxPace extends Context.Service<
  MailboxPace,
  {
    readonly within: (mailbox: string, units: number) => <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@beep/gmail/internal/MailboxPace") {
  static readonly layer = Layer.effect(
    MailboxPace,
    Effect.sync(() => {
      const mailboxes = new Map<string, { readonly bucket: Ref.Ref<Bucket>; readonly turns: Semaphore.Semaphore }>()

      const stateOf = Effect.fnUntraced(function* (mailbox: string) {
        const known = mailboxes.get(mailbox)
        if (known !== undefined) return known
        const bucket = yield* Ref.make<Bucket>({ units: unitsPerSecond, at: yield* Clock.currentTimeMillis })
        const made = { bucket, turns: yield* Semaphore.make(callsAtOnce) }
        mailboxes.set(mailbox, made)
        return made
      })

      return MailboxPace.of({
        within: (mailbox, units) => (call) =>
          Effect.flatMap(stateOf(mailbox), ({ bucket, turns }) =>
            turns.withPermits(1)(
              Effect.gen(function* () {
                const now = yield* Clock.currentTimeMillis
                const wait = yield* Ref.modify(bucket, (state) => taken(state, now, units))
                if (wait > 0) yield* Effect.sleep(Duration.millis(wait))
                return yield* call
              })
            )
          )
      })
    })
  )
}

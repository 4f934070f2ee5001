import { Context, Effect, Layer, Option, PubSub, Ref, Stream } from "effect"
import type { MailFault } from "./MailFault.ts"

/** A mail the stand-in took, as its reader sees it. */
export interface ArrivedMail {
  readonly messageId: string
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Of the message itself, name in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** Every mail that arrived, oldest first, and the failures that wait for the next ones. */
export class Mailbox extends Context.Service<
  Mailbox,
  {
    readonly arrived: Effect.Effect<ReadonlyArray<ArrivedMail>>
    readonly take: (mail: ArrivedMail) => Effect.Effect<void>
    readonly empty: Effect.Effect<void>
    /** The first mail that fits, whether it is there or still to come. */
    readonly await: (fits: (mail: ArrivedMail) => boolean) => Effect.Effect<ArrivedMail>
    readonly order: (fault: MailFault) => Effect.Effect<void>
    readonly waiting: Effect.Effect<ReadonlyArray<MailFault>>
    /** One use of the first waiting order among these kinds. */
    readonly meet: (kinds: ReadonlyArray<MailFault["fault"]>) => Effect.Effect<Option.Option<MailFault>>
    readonly clear: Effect.Effect<void>
  }
>()("@beep/sandbox/Mailbox") {
  static readonly layer: Layer.Layer<Mailbox> = Layer.effect(
    Mailbox,
    Effect.gen(function* () {
      const mails = yield* Ref.make<ReadonlyArray<ArrivedMail>>([])
      const orders = yield* Ref.make<ReadonlyArray<MailFault>>([])
      const told = yield* PubSub.unbounded<ArrivedMail>()
      return Mailbox.of({
        arrived: Ref.get(mails),
        take: (mail) =>
          Effect.andThen(
            Ref.update(mails, (all) => [...all, mail]),
            PubSub.publish(told, mail)
          ),
        empty: Ref.set(mails, []),
        await: (fits) =>
          Effect.scoped(
            Effect.gen(function* () {
              const coming = yield* PubSub.subscribe(told)
              const there = (yield* Ref.get(mails)).find(fits)
              if (there !== undefined) return there
              const found = yield* Stream.fromSubscription(coming).pipe(Stream.filter(fits), Stream.runHead)
              return yield* Effect.orDie(Effect.fromOption(found))
            })
          ),
        order: (fault) => Ref.update(orders, (all) => [...all, fault]),
        waiting: Ref.get(orders),
        meet: (kinds) =>
          Ref.modify(orders, (all) => {
            const at = all.findIndex(({ fault }) => kinds.includes(fault))
            const met = all[at]
            if (met === undefined) return [Option.none<MailFault>(), all]
            const left = met.times === 1 ? all.toSpliced(at, 1) : all.with(at, { ...met, times: met.times - 1 })
            return [Option.some(met), left]
          }),
        clear: Ref.set(orders, [])
      })
    })
  )
}

import { Context, Effect, Layer, PubSub, Ref, Stream } from "effect"
import { type FaultScript, makeFaultScript } from "../script/FaultScript.ts"
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
    readonly faults: FaultScript<MailFault>
  }
>()("@beep/sandbox/Mailbox") {
  static readonly layer: Layer.Layer<Mailbox> = Layer.effect(
    Mailbox,
    Effect.gen(function* () {
      const mails = yield* Ref.make<ReadonlyArray<ArrivedMail>>([])
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
        faults: yield* makeFaultScript<MailFault>()
      })
    })
  )
}

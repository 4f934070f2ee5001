import { Context, Effect, Layer } from "effect"
import type { EmbeddingFault } from "./EmbeddingFault.ts"

export interface EmbeddingCall {
  readonly model: string
  readonly input: ReadonlyArray<string>
}

/** What was asked of the stand-in for a provider of embeddings, and what its next calls meet. */
export class EmbeddingDesk extends Context.Service<
  EmbeddingDesk,
  {
    /** Behind what waits already. */
    readonly order: (faults: ReadonlyArray<EmbeddingFault>) => Effect.Effect<void>
    readonly clear: Effect.Effect<void>
    readonly waiting: Effect.Effect<ReadonlyArray<EmbeddingFault>>
    /** Keeps the call and answers the fault it meets, if any. */
    readonly take: (call: EmbeddingCall) => Effect.Effect<EmbeddingFault | undefined>
    /** Every call that came with the right key, in order, whatever became of it. */
    readonly received: Effect.Effect<ReadonlyArray<EmbeddingCall>>
    readonly forget: Effect.Effect<void>
  }
>()("@beep/sandbox/EmbeddingDesk") {
  static readonly layer = Layer.sync(EmbeddingDesk, () => {
    let script: ReadonlyArray<EmbeddingFault> = []
    let calls: ReadonlyArray<EmbeddingCall> = []
    return EmbeddingDesk.of({
      order: (faults) =>
        Effect.sync(() => {
          script = [...script, ...faults]
        }),
      clear: Effect.sync(() => {
        script = []
      }),
      waiting: Effect.sync(() => script),
      take: (call) =>
        Effect.sync(() => {
          calls = [...calls, call]
          const [fault, ...others] = script
          if (fault === undefined) return undefined
          const { after = 0, times } = fault
          const left = after > 0 ? [{ ...fault, after: after - 1 }] : times > 1 ? [{ ...fault, times: times - 1 }] : []
          script = [...left, ...others]
          return after > 0 ? undefined : fault
        }),
      received: Effect.sync(() => calls),
      forget: Effect.sync(() => {
        calls = []
      })
    })
  })
}

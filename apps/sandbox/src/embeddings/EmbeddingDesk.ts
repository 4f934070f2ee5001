import { Context, Layer } from "effect"
import { type Desk, makeDesk } from "../script/Desk.ts"
import type { EmbeddingFault } from "./EmbeddingFault.ts"

export interface EmbeddingCall {
  readonly model: string
  readonly input: ReadonlyArray<string>
}

/** What was asked of the stand-in for a provider of embeddings with the right key, and what its next calls meet. */
export class EmbeddingDesk extends Context.Service<EmbeddingDesk, Desk<EmbeddingCall, EmbeddingFault>>()(
  "@beep/sandbox/EmbeddingDesk"
) {
  static readonly layer = Layer.effect(EmbeddingDesk, makeDesk<EmbeddingCall, EmbeddingFault>())
}

import { Context, type Redacted } from "effect"

/** Who may ask for embeddings; null: nobody. */
export class EmbeddingKey extends Context.Service<EmbeddingKey, Redacted.Redacted | null>()("@beep/sandbox/EmbeddingKey") {}

import { Schema } from "effect"

/** Why no figure can be had, as one sentence for the person at the terminal. */
export class BenchRefused extends Schema.TaggedError<BenchRefused>()("BenchRefused", { reason: Schema.String }) {
  override get message(): string {
    return this.reason
  }
}

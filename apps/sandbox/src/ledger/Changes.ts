import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Context, type DateTime, Effect, Layer, PubSub, Stream } from "effect"

export interface Change {
  readonly realmId: string
  readonly entity: EntityName
  readonly id: string
  readonly operation: "Create" | "Update" | "Delete" | "Merge" | "Void" | "Emailed"
  readonly at: DateTime.Utc
  /** On a merge: the id that is no more. */
  readonly deletedId: string | null
}

/** Everything that changed in the companies' books, as it happens: what Intuit would tell by webhook. */
export class Changes extends Context.Service<
  Changes,
  {
    readonly publish: (change: Change) => Effect.Effect<void>
    readonly all: Stream.Stream<Change>
  }
>()("@beep/sandbox/Changes") {
  static readonly layer = Layer.effect(
    Changes,
    Effect.map(PubSub.unbounded<Change>(), (hub) =>
      Changes.of({ publish: (change) => PubSub.publish(hub, change), all: Stream.fromPubSub(hub) })
    )
  )
}

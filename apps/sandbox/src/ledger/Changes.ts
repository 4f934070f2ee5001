import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Context, type DateTime, Effect, Layer, PubSub, Ref, Stream } from "effect"

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
    /** How many were published so far. */
    readonly published: Effect.Effect<number>
    readonly all: Stream.Stream<Change>
  }
>()("@beep/sandbox/Changes") {
  static readonly layer = Layer.effect(
    Changes,
    Effect.gen(function* () {
      const hub = yield* PubSub.unbounded<Change>()
      const count = yield* Ref.make(0)
      return Changes.of({
        publish: (change) =>
          Effect.andThen(
            Ref.update(count, (before) => before + 1),
            PubSub.publish(hub, change)
          ),
        published: Ref.get(count),
        all: Stream.fromPubSub(hub)
      })
    })
  )
}

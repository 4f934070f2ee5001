import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"

export interface Kept<A> {
  /** The oldest first. */
  readonly all: Effect.Effect<ReadonlyArray<A>>
  readonly forget: Effect.Effect<void>
}

/** `GET` says what a stand-in was sent, `DELETE` lets it forget. */
export const keptRoutes = <A, R>(path: HttpRouter.PathInput, kept: Effect.Effect<Kept<A>, never, R>) =>
  Layer.mergeAll(
    HttpRouter.add(
      "GET",
      path,
      Effect.flatMap(kept, ({ all }) => Effect.map(all, (every) => HttpServerResponse.jsonUnsafe(every)))
    ),
    HttpRouter.add(
      "DELETE",
      path,
      Effect.flatMap(kept, ({ forget }) => Effect.as(forget, HttpServerResponse.empty({ status: 204 })))
    )
  )

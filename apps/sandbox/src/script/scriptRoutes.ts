import { Array, Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { Orders } from "./FaultScript.ts"

/** Whom an order is about, and the search parameter that asks for one of them alone. */
export interface Owner<Order> {
  readonly param: string
  readonly of: (order: Order) => string
}

/** Of a company at Intuit. */
export const byRealm: Owner<{ readonly realmId: string }> = { param: "realmId", of: ({ realmId }) => realmId }

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

/** `POST` places a script or a script of one, `GET` says what waits, `DELETE` takes it back: of one owner, or of all. */
export const scriptRoutes = <Order, R>(
  path: HttpRouter.PathInput,
  order: Schema.Codec<Order, unknown>,
  script: Effect.Effect<Orders<Order>, never, R>,
  owner?: Owner<Order>
) => {
  const Script = Schema.Union([Schema.NonEmptyArray(order), order])
  const place = Effect.gen(function* () {
    const orders = yield* HttpServerRequest.schemaBodyJson(Script)
    yield* (yield* script).place(Array.ensure(orders))
    return HttpServerResponse.empty({ status: 202 })
  }).pipe(Effect.catchTag("SchemaError", () => unreadable))

  const meant = Effect.map(HttpServerRequest.ParsedSearchParams, (params) => {
    const asked = owner === undefined ? undefined : params[owner.param]
    return (one: Order) => asked === undefined || owner?.of(one) === asked
  })
  const waiting = Effect.gen(function* () {
    const all = yield* (yield* script).waiting
    return HttpServerResponse.jsonUnsafe(all.filter(yield* meant))
  })
  const clear = Effect.gen(function* () {
    yield* (yield* script).clear(yield* meant)
    return HttpServerResponse.empty({ status: 204 })
  })
  return Layer.mergeAll(
    HttpRouter.add("POST", path, place),
    HttpRouter.add("GET", path, waiting),
    HttpRouter.add("DELETE", path, clear)
  )
}

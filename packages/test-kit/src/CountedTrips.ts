import * as Database from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "./TestDatabase.ts"
import * as TripCounter from "./TripCounter.ts"
import { Context, Effect, Layer } from "effect"
import { inject } from "vitest"

/** Round trips of `beep_app`. */
export class Trips extends Context.Service<Trips, TripCounter.TripCounter>()("@beep/test-kit/Trips") {}

const counter = Layer.effect(
  Trips,
  Effect.suspend(() => TripCounter.make(inject("postgres").port))
)

/** The pool of `beep_app` and its transactions through the counter; over `TestDatabase.layer`. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const database = yield* TestDatabase.TestDatabase
    const trips = yield* Trips
    const url = trips.through(database.urlOf("beep_app"))
    // Fresh: the layer of the same name over the pool of the tests is memoized.
    return Layer.fresh(TenantTransaction.layer).pipe(
      Layer.provideMerge(Database.layer({ url, applicationName: "beep-test-counted" }))
    )
  })
).pipe(Layer.provideMerge(counter))

import * as Database from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as TripCounter from "@beep/test-kit/TripCounter"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"
import { ClientList } from "../../src/server/clients/ClientList.ts"
import { testRunway } from "../testRunway.ts"

layer(testRunway)("P1-1.2.4 the list costs one round trip", (it) => {
  it.effect("whatever the filter, and no connection keeps its tenant", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const database = yield* TestDatabase.TestDatabase
      const counter = yield* TripCounter.make(inject("postgres").port)
      const pool = Database.layer({
        url: counter.through(database.urlOf("beep_app")),
        maxConnections: 1,
        applicationName: "trips"
      })
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const lists = yield* ClientList
        yield* lists.list(a.owner.member.id, {}).pipe(as(a.owner))
        yield* counter.take
        const page = yield* lists.list(a.owner.member.id, { query: "b", sort: "name", limit: 2 }).pipe(as(a.owner))
        assert.strictEqual(yield* counter.take, 1)
        assert.match(page, /"total"\s*:\s*3,/)
        const households = yield* lists.list(a.owner.member.id, { kind: "household" }).pipe(as(a.owner))
        assert.strictEqual(yield* counter.take, 1)
        assert.strictEqual(households.match(/"kind":"household"/g)?.length, 1)
        assert.notInclude(households, '"kind":"business"')
        assert.deepStrictEqual(yield* sql`select id from tenancy.client`, [])
      }).pipe(
        Effect.provide(
          Layer.fresh(ClientList.layer).pipe(Layer.provide(Layer.fresh(TenantTransaction.layer)), Layer.provideMerge(pool))
        )
      )
    })
  )
})

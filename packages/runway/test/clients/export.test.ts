import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { footer } from "../../src/contract/messages.ts"
import { ClientList } from "../../src/server/clients/ClientList.ts"
import { testRunway } from "../testRunway.ts"

const clients = 1_200

layer(testRunway)("P1-1.2.3 the export of the list", (it) => {
  it.effect(
    "holds every client once in the order asked for, and reads them by pieces, not at once",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const admin = yield* TestDatabase.AdminSql
        yield* admin`insert into tenancy.client (organization_id, id, kind, name, timezone, home_currency, created_at)
          select ${a.organization.id}::uuid, gen_random_uuid(), 'business', '=client ' || lpad(n::text, 5, '0'), 'America/New_York', 'USD', now()
          from generate_series(1, ${clients}::int) n`
        const lists = yield* ClientList
        const stream = yield* lists.csv(a.owner.member.id, { sort: "name", query: "=client" }).pipe(as(a.owner))
        const pieces = yield* Stream.runCollect(stream)
        const lines = pieces.join("").split("\r\n")
        const names = lines.slice(1, -2).map((line) => line.split(",")[0])
        assert.deepStrictEqual(
          names,
          Array.from({ length: clients }, (_, n) => `'=client ${String(n + 1).padStart(5, "0")}`)
        )
        assert.strictEqual(lines.at(-2), `"${footer}"`)
        // Head, footer, and pieces of at most 250 rows: what is held at a time does not grow with the list.
        assert.strictEqual(pieces.length, 2 + Math.ceil(clients / 250))
        assert.isAtMost(Math.max(...pieces.map((piece) => piece.split("\r\n").length)), 251)
      }),
    { timeout: 60_000 }
  )
})

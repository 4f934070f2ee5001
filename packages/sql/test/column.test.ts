import { column } from "@beep/sql/column"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"

layer(TestDatabase.layer)("column", (it) => {
  it.effect("sends rows as columns and keeps every value, missing ones and whole columns of them too", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const rows = yield* sql`
        select id, amount, place, active, blank::date as blank
        from unnest(
          ${column("text", ['a"b,{}\\', "€ 1\u{1f4ce}", ""])},
          ${column("bigint", [9_007_199_254_740_993n, null, -1n])},
          ${column("integer", [1, null, 3])},
          ${column("boolean", [true, false, null])},
          ${column("text", [null, null, null])}
        ) with ordinality as i(id, amount, place, active, blank, at) order by at`
      assert.deepStrictEqual(rows, [
        { id: 'a"b,{}\\', amount: 9_007_199_254_740_993n, place: 1, active: true, blank: null },
        { id: "€ 1\u{1f4ce}", amount: null, place: null, active: false, blank: null },
        { id: "", amount: -1n, place: 3, active: null, blank: null }
      ])
      assert.deepStrictEqual(yield* sql`select 1 as one from unnest(${column("text", [])}) as i(id)`, [])
    })
  )
})

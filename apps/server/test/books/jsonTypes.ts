import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Schema } from "effect"

const Columns = Schema.Array(Schema.Struct({ schema: Schema.String, table: Schema.String, column: Schema.String }))
const Types = Schema.Array(Schema.Struct({ type: Schema.String }))

/** Every jsonb column of ours with the kinds of JSON that stand in it. */
export const jsonTypes = Effect.gen(function* () {
  const admin = yield* AdminSql
  const columns = yield* admin`
    select table_schema as schema, table_name as table, column_name as column from information_schema.columns
    where data_type = 'jsonb' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`.pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Columns))
  )
  return yield* Effect.forEach(columns, ({ column, schema, table }) =>
    admin
      .unsafe(`select distinct jsonb_typeof("${column}") as type from ${schema}."${table}" where "${column}" is not null`)
      .pipe(
        Effect.flatMap(Schema.decodeUnknownEffect(Types)),
        Effect.map((types) => ({ column: `${schema}.${table}.${column}`, types: types.map(({ type }) => type) }))
      )
  )
})

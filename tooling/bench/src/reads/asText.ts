import { Effect, Redacted } from "effect"
import pg from "pg"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Executed } from "./frontendMessages.ts"
import type { Statement } from "./Statement.ts"

interface Types {
  readonly types: ReadonlyArray<string> | null
}
interface Text {
  readonly text: string | null
}

const isControl = (text: string) => /^(?:begin|commit|rollback|savepoint|release|set|fetch|close)\b/i.test(text.trim())

/** What a cursor is declared for can be prepared, its declaration cannot. */
const inner = (text: string) => text.replace(/^\s*declare\b[\s\S]*?\bcursor\b[\s\S]*?\bfor\b/i, "")

/** Asks PostgreSQL itself what the parameters are and how they read: no format is interpreted here. */
const asked = async (url: string, executed: ReadonlyArray<Executed>): Promise<ReadonlyArray<Statement>> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const statements: Array<Statement> = []
    for (const { parameters, text, types: declared } of executed) {
      if (isControl(text) || parameters.length === 0) {
        statements.push({ text, parameters: [], types: [] })
        continue
      }
      const names = await client.query<Types>(
        "select array_agg(case when o = 0 then 'unknown' else format_type(o, null) end order by n) as types from unnest($1::oid[]) with ordinality as t(o, n)",
        [declared]
      )
      const wanted = names.rows[0]?.types ?? null
      await client.query(`prepare recorded${wanted === null ? "" : `(${wanted.join(", ")})`} as ${inner(text)}`)
      const { rows } = await client.query<Types>(
        "select parameter_types::text[] as types from pg_prepared_statements where name = 'recorded'"
      )
      await client.query("deallocate recorded")
      const types = rows[0]?.types ?? []
      const texts: Array<string | null> = []
      for (const [at, value] of parameters.entries()) {
        const answer = await client.query<Text>(`select ($1::${types[at] ?? "text"})::text as text`, [value])
        texts.push(answer.rows[0]?.text ?? null)
      }
      statements.push({ text, parameters: texts, types: [...types] })
    }
    return statements
  } finally {
    await client.end()
  }
}

export const asText = (url: Redacted.Redacted, executed: ReadonlyArray<Executed>) =>
  Effect.tryPromise({
    try: () => asked(Redacted.value(url), executed),
    catch: (cause) =>
      new BenchRefused({ reason: `what a read asks could not be repeated: ${cause instanceof Error ? cause.message : "?"}` })
  })

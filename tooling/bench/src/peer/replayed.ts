import type pg from "pg"
import type { Statement, Unit } from "../reads/Statement.ts"

/** Prepared once per connection under a name of its place, as a careful author would; a name is at most 63 bytes long. */
const run = async (
  client: pg.Pool | pg.PoolClient,
  name: string,
  { parameters, text }: Statement
): Promise<ReadonlyArray<unknown>> => {
  const { rows } = await client.query<Record<string, unknown>>({ name: name.slice(-63), text, values: [...parameters] })
  return rows
}

/** `BEGIN` and what binds the tenant travel together, in one text without parameters. */
const inTransaction = async (pool: pg.Pool, name: string, [begin, bound, ...rest]: Unit): Promise<ReadonlyArray<unknown>> => {
  const client = await pool.connect()
  try {
    await client.query(`${begin?.text ?? ""};${bound?.text ?? ""}`)
    const rows: Array<unknown> = []
    for (const [at, statement] of rest.entries()) rows.push(await run(client, `${name}${at}`, statement))
    return rows
  } finally {
    client.release()
  }
}

/** Rows of everything that was asked. */
export const replayed = async (pool: pg.Pool, path: string, units: ReadonlyArray<Unit>): Promise<ReadonlyArray<unknown>> => {
  const rows: Array<unknown> = []
  for (const [at, unit] of units.entries()) {
    const name = `${path}${at}_`
    const [only] = unit
    if (unit.length > 1) rows.push(await inTransaction(pool, name, unit))
    else if (only !== undefined) rows.push(await run(pool, name, only))
  }
  return rows
}

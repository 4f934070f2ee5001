import type pg from "pg"
import type { Statement, Unit } from "../reads/Statement.ts"

const names = new Map<string, string>()

/** Prepared once per connection under a name of its text, as a careful author would. */
const run = async (client: pg.Pool | pg.PoolClient, { parameters, text }: Statement): Promise<ReadonlyArray<unknown>> => {
  const name = names.get(text) ?? `statement_${names.size}`
  names.set(text, name)
  const { rows } = await client.query<Record<string, unknown>>({ name, text, values: [...parameters] })
  return rows
}

/** `BEGIN` and what binds the tenant travel together, in one text without parameters. */
const inTransaction = async (pool: pg.Pool, [begin, bound, ...rest]: Unit): Promise<ReadonlyArray<unknown>> => {
  const client = await pool.connect()
  try {
    await client.query(`${begin?.text ?? ""};${bound?.text ?? ""}`)
    const rows: Array<unknown> = []
    for (const statement of rest) rows.push(await run(client, statement))
    return rows
  } finally {
    client.release()
  }
}

/** Rows of everything that was asked. */
export const replayed = async (pool: pg.Pool, units: ReadonlyArray<Unit>): Promise<ReadonlyArray<unknown>> => {
  const rows: Array<unknown> = []
  for (const unit of units) {
    const [only] = unit
    if (unit.length > 1) rows.push(await inTransaction(pool, unit))
    else if (only !== undefined) rows.push(await run(pool, only))
  }
  return rows
}

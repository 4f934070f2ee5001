/**
 * The limit of a write path: `COPY` of rows that are in the mirror already into a copy of its tables, with the same columns,
 * checks and indexes. A superuser writes, so no policy is asked; nothing is hashed or sealed; one transaction. Settings on
 * standard input, the figure on standard output.
 */
import { pipeline } from "node:stream/promises"
import { Readable } from "node:stream"
import { Schema } from "effect"
import pg from "pg"
import { from, to } from "pg-copy-streams"
import { CopySettings, type Copied } from "./copySettings.ts"

const tables = ["ledger_page", "ledger_record"] as const

const { clientId, url } = Schema.decodeUnknownSync(CopySettings)(await Bun.stdin.json())
const client = new pg.Client({ connectionString: url })
await client.connect()

const held: Array<{ readonly table: string; readonly bytes: ReadonlyArray<Buffer> }> = []
for (const table of tables) {
  await client.query(`create table if not exists runway.copied_${table} (like runway.${table} including all)`)
  const chunks: Array<Buffer> = []
  const rows = `select * from runway.${table} where client_id = '${clientId}'`
  for await (const chunk of client.query(to(`copy (${rows}) to stdout (format binary)`))) chunks.push(Buffer.from(chunk))
  held.push({ table, bytes: chunks })
}

const started = performance.now()
await client.query("begin")
for (const { bytes, table } of held)
  await pipeline(Readable.from(bytes), client.query(from(`copy runway.copied_${table} from stdin (format binary)`)))
await client.query("commit")
const seconds = (performance.now() - started) / 1000

const { rows } = await client.query<{ readonly count: string }>(
  "select count(*) from runway.copied_ledger_record where client_id = $1",
  [clientId]
)
await client.end()
const copied: Copied = { rows: Number(rows[0]?.count ?? 0), seconds }
console.log(JSON.stringify(copied))

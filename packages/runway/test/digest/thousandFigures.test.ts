import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import type { ClientId } from "@beep/kernel/ids"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Console, Effect, Layer, Schema } from "effect"
import { Derivation, type DerivationRow } from "../../src/contract/digest/Derivation.ts"
import { LedgerEntityType } from "../../src/contract/ledger/QboId.ts"
import { LedgerRecordView } from "../../src/contract/ledger/LedgerRecordView.ts"
import { oracleRunway } from "../../src/contract/oracle/oracleRunway.ts"
import { FigureId } from "../../src/contract/runway/Figure.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { endpoints, get, signIn } from "../overHttp.ts"
import { connectedClient, unhurried } from "../sync/support/suite.ts"
import { answeringBooks, dice, emptyBooks, happened } from "./generatedBooks.ts"

const suite = endpoints.pipe(
  Layer.provideMerge(Sync.layer),
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer),
  Layer.provideMerge(NodeHttpServer.layerTest)
)

const companies = 5
const readings = 17
const wanted = 1_000
const firstDay = LocalDate.make("2025-02-03")
const noon = (day: LocalDate): number => Date.parse(`${day}T17:00:00Z`)

const Version = Schema.Struct({
  entity_type: Schema.String,
  qbo_id: Schema.String,
  amount: Schema.NullOr(Schema.BigInt),
  open: Schema.NullOr(Schema.BigInt),
  learned: Schema.String,
  superseded: Schema.NullOr(Schema.String)
})
type Version = typeof Version.Type

/** All that was ever mirrored of a client and not deleted, past row level security, by what it is. */
const mirrorOf = (clientId: ClientId) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
    select entity_type, qbo_id, home_amount_minor as amount, home_open_minor as open,
      to_char(learned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as learned,
      to_char(superseded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as superseded
    from runway.ledger_record where client_id = ${clientId}::uuid and not deleted`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Version))),
    Effect.map((versions) => Map.groupBy(versions, ({ entity_type, qbo_id }) => `${entity_type}/${qbo_id}`))
  )

type Mirror = Effect.Success<ReturnType<typeof mirrorOf>>

const standing = (mirror: Mirror, key: string, at: string): Version | undefined =>
  mirror.get(key)?.find(({ learned, superseded }) => learned <= at && (superseded === null || at < superseded))

/** The ledger line a row is, by the name it has in the mirror: account, type, transaction, place. */
const lineOf = ({ key }: DerivationRow): string | undefined => /\d+\/[^:/]+\/[^:/]+\/\d+/.exec(key)?.[0]

const isEntity = Schema.is(LedgerEntityType)
const size = (minor: bigint | null): bigint => (minor === null ? 0n : minor < 0n ? -minor : minor)

/** Open documents: their row is what stands open of them. */
const documents: ReadonlySet<string> = new Set(["Invoice", "Bill", "CreditMemo", "Payment", "VendorCredit"])

/** What is wrong with a row beside the mirror as it was at that time; null where nothing is. */
const faultOf = (row: DerivationRow, mirror: Mirror, at: string): string | null => {
  if (row.source === "Rule") return row.qboId === null ? null : "a rule with an id"
  const line = lineOf(row)
  if (line !== undefined) {
    const found = standing(mirror, `GeneralLedgerLine/${line}`, at)
    if (found === undefined) return "a line of the ledger that is not there"
    if (size(found.amount) !== size(row.amount.minor)) return `${row.amount.minor}, the line has ${found.amount}`
  }
  if (!isEntity(row.source)) return line === undefined ? "no row of the books" : null
  if (row.qboId === null) return "a record without an id"
  const found = standing(mirror, `${row.source}/${row.qboId}`, at)
  if (found === undefined) return "a record that is not there"
  return line === undefined && documents.has(row.source) && size(found.open) !== size(row.amount.minor)
    ? `${row.amount.minor}, ${found.open} is open`
    : null
}

layer(suite, { excludeTestServices: true, timeout: "4 minutes" })("the derivation of a figure", (it) => {
  it.effect(
    "P1-2.1 of 1,000 figures at random, over generated companies and past days, sums to the cent and names rows that are there",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const intuit = yield* StandInIntuit
        const sync = yield* Sync
        const session = yield* signIn(a.owner)
        const instants: Array<{ readonly clientId: ClientId; readonly at: string }> = []
        const mirrors = new Map<ClientId, Mirror>()
        for (let company = 0; company < companies; company += 1) {
          const roll = dice(7_919 * (company + 1))
          let [books, day] = [emptyBooks, addDays(firstDay, company)]
          for (let one = 0; one < 30; one += 1) books = happened(books, roll, day)
          intuit.data = answeringBooks(books, day)
          const clientId = yield* connectedClient(a).pipe(atTime(noon(day) - 3_600_000))
          for (let reading = 0; reading < readings; reading += 1) {
            intuit.data = answeringBooks(books, day)
            yield* as(a.owner)(sync.run(clientId)).pipe(atTime(noon(day)))
            instants.push({ clientId, at: `${day}T17:05:00.000Z` })
            day = addDays(day, 1 + roll(9))
            for (let one = 0; one < 3 + roll(8); one += 1) books = happened(books, roll, day)
          }
          mirrors.set(clientId, yield* mirrorOf(clientId))
        }

        // Drawn without putting back: every one of the thousand is another figure of a client and a time.
        const roll = dice(20_261_121)
        const drawn = instants
          .flatMap((instant) => FigureId.literals.map((figure) => ({ ...instant, figure, lot: roll(2 ** 31) })))
          .toSorted((one, other) => one.lot - other.lot)
          .slice(0, wanted)
        const faults: Array<string> = []
        const named = new Map<string, { readonly path: string; readonly id: string }>()
        const seen = { figures: 0, rows: 0, leftOut: 0, unknown: 0, reasons: new Set<string>() }
        yield* Effect.forEach(
          drawn,
          Effect.fnUntraced(function* ({ at, clientId, figure }) {
            const what = `${figure} of ${clientId} at ${at}`
            const { status, text } = yield* get(
              `/api/advisor/clients/${clientId}/derivation?figure=${figure}&at=${encodeURIComponent(at)}`,
              session
            )
            assert.strictEqual(status, 200, `${what}: ${text}`)
            const { parts, value, window } = yield* Schema.decodeEffect(Schema.fromJsonString(Derivation))(text)
            const mirror = mirrors.get(clientId) ?? new Map()
            seen.figures += 1
            if (value === null) seen.unknown += 1
            for (const part of parts) {
              const sum = part.rows.reduce((total, { amount, counts }) => (counts ? total + amount.minor : total), 0n)
              if (sum !== part.amount.minor) faults.push(`${what}: ${part.figure} is ${part.amount.minor}, its rows ${sum}`)
              if (part.nextCursor !== null) faults.push(`${what}: more rows than a page`)
              if (part.rows.length !== part.countingRows + part.leftOutRows) faults.push(`${what}: ${part.rows.length} rows`)
              if (new Set(part.rows.map(({ key }) => key)).size !== part.rows.length) faults.push(`${what}: a row twice`)
              for (const row of part.rows) {
                const fault = faultOf(row, mirror, at)
                if (fault !== null) faults.push(`${what}: ${row.key} names ${fault}`)
                seen.rows += 1
                if (!row.counts) seen.leftOut += 1
                seen.reasons.add(row.reason)
                if (isEntity(row.source) && row.qboId !== null)
                  named.set(`${clientId}/${row.source}/${row.qboId}`, {
                    path: `/api/advisor/clients/${clientId}/ledger/${row.source}/${row.qboId}?at=${encodeURIComponent(at)}`,
                    id: row.qboId
                  })
              }
            }
            const minor = (id: FigureId) => parts.find((part) => part.figure === id)?.amount.minor ?? null
            if (figure !== "runway") {
              if (value !== null && (value.numerator !== minor(figure) || value.denominator !== 1n))
                faults.push(`${what}: ${value.numerator} is not its part`)
            } else if (value !== null) {
              const [bills, other] = [minor("bill_outflow"), minor("other_outflow")]
              const { days } = oracleRunway({
                cash: minor("cash"),
                receivables: minor("countable_receivables"),
                payables: minor("near_payables"),
                burn: bills === null || other === null ? null : { days: window?.days ?? 0, bills, other }
              })
              if (days !== Number(value.numerator / value.denominator))
                faults.push(`${what}: ${value.decimal} days, by its parts ${days}`)
            }
          }),
          { concurrency: 4, discard: true }
        )
        yield* Effect.forEach(
          named.values(),
          Effect.fnUntraced(function* ({ id, path }) {
            const { status, text } = yield* get(path, session)
            if (status !== 200) return faults.push(`${path}: ${status}`)
            const record = yield* Schema.decodeEffect(Schema.fromJsonString(LedgerRecordView))(text)
            return record.qboId === id && record.deletedAt === null ? 0 : faults.push(`${path}: another record, or a deleted one`)
          }),
          { concurrency: 4, discard: true }
        )
        yield* Console.log(
          `${seen.figures} figures opened, ${seen.rows} rows (${seen.leftOut} left out), ${named.size} records read; ${seen.unknown} without a number`
        )
        assert.deepStrictEqual(faults.slice(0, 10), [], `${faults.length} faults`)
        assert.isAtLeast(seen.figures, wanted)
        assert.isAbove(seen.rows, 10_000)
        assert.isAbove(named.size, 300)
        for (const reason of [
          "open_balance",
          "credit_memo",
          "unapplied_payment",
          "vendor_credit",
          "floored_at_zero",
          "scheduled_payment",
          "outflow",
          "account_restricted",
          "overdue_beyond_limit",
          "due_after_horizon",
          "no_exchange_rate",
          "internal_transfer",
          "inflow"
        ])
          assert.isTrue(seen.reasons.has(reason), `no row because of ${reason}`)
      }),
    { timeout: 240_000 }
  )
})

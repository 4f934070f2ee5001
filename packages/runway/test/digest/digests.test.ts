import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { as, type Firm, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import type { Digest } from "../../src/contract/digest/Digest.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import type { LedgerSnapshot } from "../../src/contract/ledger/LedgerSnapshot.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { account, dollars, movement, payable } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { testRunway } from "../testRunway.ts"

const now = atTime(Date.UTC(2025, 9, 1, 14))
const onDay = (day: number) => atTime(Date.UTC(2025, 9, day, 14))

const daily = movement("burn", -dollars(90_000), "purchase")
const covered = (days: number): Partial<LedgerSnapshot> => ({
  accounts: [account("35", dollars(days * 1_000))],
  movements: [daily]
})

const put = (firm: Firm, parts: Partial<LedgerSnapshot>) =>
  Effect.flatMap(LedgerMemory, (memory) => memory.put(firm.clients.shared.id, parts))

const Snapshot = Schema.Struct({
  kind: Schema.String,
  as_of: Schema.String,
  days: Schema.NullOr(Schema.BigInt),
  days_exact: Schema.NullOr(Schema.String)
})

const snapshotsOf = (firm: Firm) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Snapshot,
      execute: () =>
        admin`select kind, as_of, days, days_exact from runway.runway_snapshot where organization_id = ${firm.organization.id} order by as_of, computed_at`
    })(undefined)
  )

const Entry = Schema.Struct({ entity_id: Schema.String, client_id: Schema.NullOr(Schema.String) })

const entriesOf = (firm: Firm, action: string) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Entry,
      execute: () =>
        admin`select entity_id, client_id from audit.entry where organization_id = ${firm.organization.id} and action = ${action} order by at`
    })(undefined)
  )

const digestBy = (who: Person, id: Firm["clients"]["shared"]["id"]) =>
  Effect.flatMap(Digests, (digests) => digests.get(id)).pipe(as(who))

const compared = ({ change }: Digest): ReadonlyArray<string | number | null> | null =>
  change?.kind === "days" ? [change.baselineDate, change.baselineDays, change.deltaDays, change.reason, change.others] : null

layer(testRunway)("P1-2.1 Digests", (it) => {
  it.effect("answers an unsynced client with state unknown and nothing invented", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const digest = yield* digestBy(a.advisor, a.clients.shared.id)
      assert.deepStrictEqual(
        [digest.runway.state, digest.runway.unknownBecause, digest.runway.days, digest.dataAsOf, digest.cash.total],
        ["unknown", "never_synced", null, null, null]
      )
    }).pipe(now)
  )

  it.effect("is NotFound for a foreign client, an unassigned one and a household; the assigned one answers", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      yield* put(a, covered(90))
      assert.strictEqual((yield* digestBy(a.advisor, a.clients.shared.id)).runway.days, 90)
      for (const client of [b.clients.shared, a.clients.unassigned, a.clients.advised]) {
        assert.strictEqual((yield* Effect.flip(digestBy(a.advisor, client.id)))._tag, "NotFound", client.name)
      }
      assert.strictEqual((yield* entriesOf(a, "access.denied")).length, 2)
    }).pipe(now)
  )

  it.effect("keeps the first snapshot of a week as weekly, the first of another day as daily, equal books of a day once", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const refresh = Effect.flatMap(Runway, (runway) => runway.refresh(a.clients.shared.id)).pipe(as(a.owner))
      yield* put(a, covered(90))
      yield* refresh.pipe(onDay(1))
      yield* refresh.pipe(onDay(1))
      yield* refresh.pipe(onDay(3))
      yield* put(a, covered(80))
      yield* refresh.pipe(onDay(3))
      yield* refresh.pipe(onDay(6))
      assert.deepStrictEqual(
        (yield* snapshotsOf(a)).map(({ as_of, days, kind }) => [kind, as_of, days]),
        [
          ["weekly", "2025-10-01", 90n],
          ["daily", "2025-10-03", 90n],
          ["on_demand", "2025-10-03", 80n],
          ["weekly", "2025-10-06", 80n]
        ]
      )
      const digest = yield* digestBy(a.advisor, a.clients.shared.id).pipe(onDay(7))
      assert.deepStrictEqual(compared(digest), ["2025-10-06", 80, 0, null, 0])
      const sameDay = yield* digestBy(a.advisor, a.clients.shared.id).pipe(onDay(6))
      assert.deepStrictEqual(compared(sameDay), ["2025-10-01", 90, -10, "cash_balance", 0])
    }).pipe(now)
  )

  it.effect("refuses to change or remove a snapshot, and one of a client the member does not see", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      yield* put(a, covered(90))
      yield* Effect.flatMap(Runway, (runway) => runway.refresh(a.clients.shared.id)).pipe(as(a.owner))
      assert.strictEqual(
        (yield* Effect.flip(admin`update runway.runway_snapshot set days = 1 where organization_id = ${a.organization.id}`))._tag,
        "SqlError"
      )
      assert.strictEqual(
        (yield* Effect.flip(admin`delete from runway.runway_snapshot where organization_id = ${a.organization.id}`))._tag,
        "SqlError"
      )
      assert.strictEqual((yield* snapshotsOf(a)).length, 1)
      const refused = yield* Effect.flip(
        Effect.flatMap(Runway, (runway) => runway.refresh(a.clients.shared.id)).pipe(as(a.idleAdvisor))
      )
      assert.strictEqual(refused._tag, "NotFound")
    }).pipe(now)
  )

  it.effect("shows beep_app no snapshot and no list row without a tenant", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      yield* put(a, covered(90))
      yield* Effect.flatMap(Runway, (runway) => runway.refresh(a.clients.shared.id)).pipe(as(a.owner))
      assert.strictEqual((yield* snapshotsOf(a)).length, 1)
      assert.deepStrictEqual(yield* sql`select * from runway.runway_snapshot`, [])
      assert.deepStrictEqual(yield* sql`select * from runway.client_list_row`, [])
    }).pipe(now)
  )

  it.effect("opens a figure page by page under one input hash, audits each look, and refuses to go on after a change", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const digests = yield* Digests
      const { shared } = a.clients
      yield* put(a, { ...covered(90), payables: ["1", "2", "3"].map((id) => payable("Bill", id, 100n)) })
      const open = (query: Parameters<typeof digests.derivation>[1]) => digests.derivation(shared.id, query).pipe(as(a.advisor))
      const first = yield* open({ figure: "payables", limit: 2 })
      assert.match(first.inputHash, /^[0-9a-f]{64}$/)
      const cursor = first.parts[0]?.nextCursor
      if (cursor === null || cursor === undefined) return assert.fail("three rows do not fit a page of two")
      const second = yield* open({ figure: "payables", limit: 2, cursor })
      assert.deepStrictEqual(
        [first.parts[0]?.rows.length, second.parts[0]?.rows.length, second.parts[0]?.nextCursor],
        [2, 1, null]
      )
      assert.strictEqual(second.inputHash, first.inputHash)
      assert.deepStrictEqual(
        (yield* entriesOf(a, "derivation.viewed")).map((entry) => [entry.entity_id, entry.client_id]),
        [
          ["payables", shared.id],
          ["payables", shared.id]
        ]
      )
      yield* put(a, { ...covered(90), payables: ["1", "3"].map((id) => payable("Bill", id, 100n)) })
      assert.strictEqual((yield* Effect.flip(open({ figure: "payables", cursor })))._tag, "ValidationFailed")
      assert.strictEqual((yield* Effect.flip(open({ figure: "runway", cursor })))._tag, "ValidationFailed")
    }).pipe(now)
  )

  it.effect("shows a mirrored row with its link and audits the look; a row of nobody is NotFound", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const digests = yield* Digests
      const { shared } = a.clients
      const at = DateTime.makeUnsafe("2025-10-01T13:00:00Z")
      const memory = yield* LedgerMemory
      yield* memory.put(shared.id, covered(90), [
        {
          entityType: "Bill",
          qboId: QboId.make("25"),
          version: "1",
          title: "BL-884",
          facts: [],
          lines: [],
          qboUpdatedAt: at,
          mirroredAt: at,
          deletedAt: null
        }
      ])
      const view = yield* digests.ledgerRecord(shared.id, "Bill", QboId.make("25")).pipe(as(a.advisor))
      assert.deepStrictEqual(
        [view.title, view.clientName, view.deepLink],
        ["BL-884", "Bluebird Bakery LLC", "https://app.qbo.intuit.com/app/bill?txnId=25"]
      )
      assert.deepStrictEqual(
        (yield* entriesOf(a, "evidence.viewed")).map((entry) => entry.entity_id),
        ["25"]
      )
      assert.strictEqual(
        (yield* Effect.flip(digests.ledgerRecord(shared.id, "Bill", QboId.make("26")).pipe(as(a.advisor))))._tag,
        "NotFound"
      )
      assert.strictEqual(
        (yield* Effect.flip(digests.ledgerRecord(shared.id, "Bill", QboId.make("25")).pipe(as(a.idleAdvisor))))._tag,
        "NotFound"
      )
    }).pipe(now)
  )

  it.effect("a job of the system refreshes every client of its own organization and none of another", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const runway = yield* Runway
      const asJob = Effect.provideService(CurrentTenant, { organizationId: a.organization.id, memberId: null, role: "system" })
      yield* runway.refresh(a.clients.unassigned.id).pipe(asJob, as(a.owner))
      assert.strictEqual((yield* snapshotsOf(a)).length, 1)
      const refused = yield* Effect.flip(runway.refresh(b.clients.shared.id).pipe(asJob, as(a.owner)))
      assert.strictEqual(refused._tag, "NotFound")
    }).pipe(now)
  )
})

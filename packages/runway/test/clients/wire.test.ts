import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import type { Attention, AttentionCode, ClientListItem } from "../../src/contract/clients/ClientListItem.ts"
import type { ConnectionState } from "../../src/contract/clients/ConnectionState.ts"
import { ClientList as ClientPage } from "../../src/contract/ClientsApi.ts"
import type { LedgerSnapshot } from "../../src/contract/ledger/LedgerSnapshot.ts"
import type { RunwayResult } from "../../src/contract/runway/derive.ts"
import { type Figure, sourceRowCount } from "../../src/contract/runway/Figure.ts"
import { ClientList } from "../../src/server/clients/ClientList.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { account, dollars, movement, payable, receivable } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { testRunway } from "../testRunway.ts"

const Wire = Schema.toCodecJson(ClientPage)
const decodeText = Schema.decodeEffect(Schema.fromJsonString(Wire))
const encode = Schema.encodeEffect(Wire)

const syncedAt = Date.UTC(2025, 9, 1, 13)
const now = Date.UTC(2025, 9, 1, 14)
const nextDay = Date.UTC(2025, 9, 2, 13, 0, 1)

const burn = movement("burn", -dollars(90_000), "purchase")
const covered = (days: number): Partial<LedgerSnapshot> => ({
  accounts: [account("35", dollars(days * 1_000))],
  movements: [burn]
})
const documents: Partial<LedgerSnapshot> = {
  payables: [payable("Bill", "1", 1n, { due: "2025-09-20" }), payable("Bill", "2", 1n, { due: "2025-10-05" })],
  receivables: [receivable("Invoice", "3", 1n, { due: "2025-09-20" })]
}

interface Case {
  /** Null: nobody ever computed it. */
  readonly books: Partial<LedgerSnapshot> | null
  readonly link: string | null
  readonly connection: ConnectionState | null
  readonly kind?: Client["kind"]
  readonly syncing?: boolean
  readonly worked?: boolean
}

/** Every kind of row, under names that JSON has to escape or PostgreSQL to replace. */
const cases: Readonly<Record<string, Case>> = {
  Covered: { books: { ...covered(90), ...documents }, link: "connected", connection: "connected" },
  'Red "quoted" \\ back/slash': { books: { ...covered(15), ...documents }, link: "connected", connection: "connected" },
  "Red, link broken": { books: { ...covered(15), ...documents }, link: "needs_reconnect", connection: "needs_reconnect" },
  "Green, link broken": { books: covered(90), link: "error", connection: "needs_reconnect" },
  "Overdrawn\ttab\nline\u0001\u001f": {
    books: { accounts: [account("35", -5n)], movements: [burn] },
    link: "expiring",
    connection: "connected"
  },
  "Unknown 🐝 \u2028 line": { books: { movements: [burn] }, link: "disconnected", connection: "disconnected" },
  "Not burning </script>": { books: { accounts: [account("35", 5n)] }, link: "connected", connection: "syncing", syncing: true },
  "Beyond dates": {
    books: { accounts: [account("35", dollars(90_000_000))], movements: [burn] },
    link: "connected",
    connection: "connected"
  },
  "Never synced \ufffd": { books: { syncedAt: null }, link: "connected", connection: "never_synced" },
  "Never synced, link broken": { books: { syncedAt: null }, link: "needs_reconnect", connection: "needs_reconnect" },
  "Never computed, link broken": { books: null, link: "needs_reconnect", connection: "needs_reconnect", worked: true },
  Worked: { books: covered(20), link: null, connection: "disconnected", worked: true },
  Household: { books: null, link: null, connection: null, kind: "household" }
}

const need = (code: AttentionCode, needed: boolean): ReadonlyArray<Attention> =>
  needed ? [{ code, count: null, needsAttention: true }] : []
const fact = (code: AttentionCode, figure: Figure | null): ReadonlyArray<Attention> => {
  const count = figure === null ? 0 : sourceRowCount(figure)
  return count === 0 ? [] : [{ code, count, needsAttention: false }]
}

/** Accounts below zero: the one critical rule of hygiene that needs no documents. */
const critical = (result: RunwayResult | null): ReadonlyArray<Attention> => {
  const count = (result?.books.accounts ?? []).filter(
    ({ homeMinor, role }) => role === "included" && homeMinor !== null && homeMinor < 0n
  ).length
  return count === 0 ? [] : [{ code: "critical_hygiene", count, needsAttention: true }]
}

/** What the list must say, taken from the books themselves and from what this test put beside them. */
const expected = (
  client: Client,
  name: string,
  { connection, worked }: Case,
  result: RunwayResult | null,
  at: number
): ClientListItem => {
  const old = result !== null && result.books.syncedAt !== null && at - DateTime.toEpochMillis(result.books.syncedAt) > 86_400_000
  const runway = result?.runway
  return {
    clientId: client.id,
    kind: client.kind,
    name,
    connection,
    runway:
      result === null
        ? null
        : {
            ...result.runway,
            asOfDate: result.asOf,
            stale: old || result.books.syncedAt === null,
            confidence: result.confidence.level
          },
    attention: [
      ...need("needs_reconnect", connection === "needs_reconnect"),
      ...critical(result),
      ...need("overdrawn", runway?.state === "overdrawn"),
      ...need("runway_red", runway?.state === "covered" && runway.band === "red"),
      ...need("stale_data", old),
      ...fact("bills_overdue", result?.figures.bills_overdue ?? null),
      ...fact("bills_due_7", result?.figures.bills_due_7 ?? null),
      ...fact("invoices_overdue", result?.figures.invoices_overdue ?? null)
    ],
    lastSyncedAt: result?.books.syncedAt ?? null,
    lastWorked: worked === true ? { at: DateTime.makeUnsafe(now), by: 'Sam "\\\u0002" 🐝' } : null,
    reviewed: null
  }
}

const plant = Effect.fnUntraced(function* (firm: Firm, name: string, one: Case) {
  const admin = yield* TestDatabase.AdminSql
  const { shared } = firm.clients
  const client = yield* (yield* Clients).create({
    kind: one.kind ?? "business",
    name: "x",
    timezone: shared.timezone,
    homeCurrency: shared.homeCurrency
  })
  yield* admin`update tenancy.client set name = ${name} where id = ${client.id}`
  if (one.books !== null) {
    yield* (yield* LedgerMemory).put(client.id, one.books)
    yield* (yield* Runway).refresh(client.id)
  }
  if (one.link !== null) {
    const token = one.link === "disconnected" ? null : "\\x00"
    yield* admin`insert into connections.connection (organization_id, client_id, connection_id, provider, status, realm_lookup, realm_sealed,
        access_sealed, refresh_sealed, connected_by, connected_at)
      values (${firm.organization.id}, ${client.id}, ${client.id}, 'intuit', ${one.link}, sha256(convert_to(${client.id}::text, 'UTF8')), '\\x00',
        ${token}::text::bytea, ${token}::text::bytea, ${firm.owner.member.id}, now())`
  }
  if (one.syncing === true) {
    yield* admin`insert into runway.sync_run (organization_id, client_id, sync_run_id, trigger, started_at) values (${firm.organization.id}, ${client.id}, ${client.id}, 'person', now())`
  }
  const result = one.books === null ? null : (yield* (yield* Runway).compute(client.id)).result
  return (at: number) => expected(client, name, one, result, at)
})

layer(testRunway)("P1-1.2.1 the text of the list, reason by reason", (it) => {
  it.effect("is the contract's list for every kind of row, fresh and a day later, and holds nothing else", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const lists = yield* ClientList
      yield* admin`update tenancy.client set status = 'left' where organization_id = ${a.organization.id}`
      yield* admin`update tenancy.member set display_name = ${'Sam "\\\u0002" 🐝'} where id = ${a.staff.member.id}`
      const planted = yield* Effect.forEach(Object.entries(cases), ([name, one]) => plant(a, name, one)).pipe(
        as(a.owner),
        atTime(now)
      )
      for (const item of planted.map((of) => of(now)).filter((one) => one.lastWorked !== null)) {
        yield* admin`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
          values (${a.organization.id}, ${item.clientId}, ${item.clientId}, ${a.staff.member.id}, 'primary', now())`
        yield* lists.worked(item.clientId).pipe(as(a.staff), atTime(now))
      }
      for (const at of [now, nextDay]) {
        const text = yield* lists.list(a.owner.member.id, { limit: 200 }).pipe(as(a.owner), atTime(at))
        const page = yield* decodeText(text)
        const byId = (items: ReadonlyArray<ClientListItem>) =>
          items.toSorted((one, other) => (one.clientId < other.clientId ? -1 : 1))
        const wanted = planted.map((of) => of(at))
        assert.deepStrictEqual(byId(page.items), byId(wanted))
        assert.strictEqual(
          page.counts.needsAttention,
          wanted.filter((item) => item.attention.some(({ needsAttention }) => needsAttention)).length
        )
        assert.deepStrictEqual(JSON.parse(text), yield* encode(page))
        for (const item of wanted) {
          assert.deepStrictEqual((yield* lists.get(item.clientId).pipe(as(a.owner), atTime(at))).item, item)
        }
      }
      assert.strictEqual(planted.filter((of) => of(nextDay).attention.some(({ code }) => code === "stale_data")).length, 9)
      assert.isTrue(planted.some((of) => DateTime.toEpochMillis(of(now).lastSyncedAt ?? DateTime.makeUnsafe(0)) === syncedAt))
    })
  )

  it.effect("carries a name with half a surrogate as the replacement character", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update tenancy.client set name = ${"half \ud83d"} where id = ${a.clients.shared.id}`
      const page = yield* Effect.flatMap(
        (yield* ClientList).list(a.owner.member.id, { query: "half" }).pipe(as(a.owner)),
        decodeText
      )
      assert.deepStrictEqual(
        page.items.map(({ name }) => name),
        ["half \ufffd"]
      )
    })
  )

  it.effect("ends a page with a key under a name that JSON has to escape", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update tenancy.client set name = ${'A "\\\n🐝'} where id = ${a.clients.shared.id}`
      const list = Effect.fnUntraced(function* (cursor: ClientPage["nextCursor"]) {
        const lists = yield* ClientList
        const query = { sort: "name", limit: 1, ...(cursor === null ? {} : { cursor }) } as const
        return yield* Effect.flatMap(lists.list(a.owner.member.id, query).pipe(as(a.owner)), decodeText)
      })
      const first = yield* list(null)
      const second = yield* list(first.nextCursor)
      assert.strictEqual(first.items[0]?.name, 'A "\\\n🐝')
      assert.isNotNull(second.nextCursor)
      assert.notStrictEqual(second.items[0]?.clientId, first.items[0]?.clientId)
      assert.isNull((yield* list(second.nextCursor)).nextCursor)
    })
  )
})

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Client } from "@beep/tenancy/contract/Client"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { DateTime, Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ClientList as ClientPage, type ClientListQuery } from "../../src/contract/ClientsApi.ts"
import type { LedgerSnapshot } from "../../src/contract/ledger/LedgerSnapshot.ts"
import { ClientList } from "../../src/server/clients/ClientList.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { account, dollars, movement, payable, receivable } from "../../src/testing/books.ts"
import { atTime } from "../../src/testing/atTime.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { testRunway } from "../testRunway.ts"

const now = atTime(Date.UTC(2025, 9, 1, 14))

const daily = movement("burn", -dollars(90_000), "purchase")
const covered = (days: number): Partial<LedgerSnapshot> => ({
  accounts: [account("35", dollars(days * 1_000))],
  movements: [daily]
})

const decodePage = Schema.decodeEffect(Schema.fromJsonString(Schema.toCodecJson(ClientPage)))

const addClient = Effect.fnUntraced(function* (
  firm: Firm,
  name: string,
  parts: Partial<LedgerSnapshot> | null,
  kind: Client["kind"] = "business"
) {
  const clients = yield* Clients
  const { shared } = firm.clients
  const client = yield* clients
    .create({ kind, name, timezone: shared.timezone, homeCurrency: shared.homeCurrency })
    .pipe(as(firm.owner))
  if (parts !== null) {
    yield* (yield* LedgerMemory).put(client.id, parts)
    yield* (yield* Runway).refresh(client.id).pipe(as(firm.owner))
  }
  return client
})

const connect = Effect.fnUntraced(function* (firm: Firm, client: Client, status: string) {
  const admin = yield* TestDatabase.AdminSql
  yield* admin`insert into connections.connection (organization_id, client_id, connection_id, provider, status, realm_lookup, realm_sealed,
      access_sealed, refresh_sealed, connected_by, connected_at)
    values (${firm.organization.id}, ${client.id}, ${client.id}, 'intuit', ${status}, sha256(convert_to(${client.id}::text, 'UTF8')), '\\x00', '\\x00', '\\x00',
      ${firm.owner.member.id}, now())`
})

const listOf = (firm: Firm, query: ClientListQuery = {}) =>
  Effect.flatMap(ClientList, (list) => list.list(firm.owner.member.id, query)).pipe(Effect.flatMap(decodePage), as(firm.owner))

const names = (items: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> => items.map((item) => item.name)

layer(testRunway)("P1-1.2.1 ClientList", (it) => {
  it.effect("orders a broken link without a figure first, then the shortest runway; what never was comes last", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* addClient(a, "Covered 90", covered(90))
      yield* addClient(a, "Not burning", { accounts: [account("35", 5n)] })
      yield* addClient(a, "Covered 5", covered(5))
      yield* addClient(a, "Overdrawn", { accounts: [account("35", -5n)], movements: [daily] })
      yield* addClient(a, "No bank", { movements: [daily] })
      const broken = yield* addClient(a, "Broken", { syncedAt: null })
      yield* connect(a, broken, "needs_reconnect")
      const page = yield* listOf(a)
      assert.deepStrictEqual(names(page.items), [
        "Broken",
        "Overdrawn",
        "Covered 5",
        "Covered 90",
        "No bank",
        "Not burning",
        "Bluebird Bakery LLC",
        "Quarry Street Dental PC",
        "The Alvarez household"
      ])
      assert.deepStrictEqual(page.counts, {
        total: 9,
        needsAttention: 3,
        red: 2,
        yellow: 0,
        green: 1,
        other: 5,
        households: 1,
        worked: 0,
        reviewed: 0
      })
      assert.deepStrictEqual(page.items.find((item) => item.name === "Broken")?.attention, [
        { code: "needs_reconnect", count: null, needsAttention: true }
      ])
      assert.deepStrictEqual(page.items.at(-1)?.runway, null)
      assert.deepStrictEqual(page.items.find((item) => item.name === "Bluebird Bakery LLC")?.connection, "disconnected")
    }).pipe(now)
  )

  it.effect("states the runway, the counts and the reasons of a row", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = yield* addClient(a, "Red", {
        ...covered(15),
        payables: [
          payable("Bill", "1", 1n, { due: "2025-09-20" }),
          payable("Bill", "2", 1n, { due: "2025-10-05" }),
          payable("Bill", "3", 1n, { due: "2025-10-08" })
        ],
        receivables: [receivable("Invoice", "4", 1n, { due: "2025-09-20" })]
      })
      const item = (yield* listOf(a)).items.find((candidate) => candidate.clientId === client.id)
      assert.deepStrictEqual(
        item?.attention.map(({ code, count }) => [code, count]),
        [
          ["runway_red", null],
          ["bills_overdue", 1],
          ["bills_due_7", 2],
          ["invoices_overdue", 1]
        ]
      )
      assert.deepStrictEqual(
        [item?.runway?.days, item?.runway?.weeks, item?.runway?.coveredUntil, item?.runway?.band],
        [14, 2, "2025-10-15", "red"]
      )
      assert.strictEqual(DateTime.toEpochMillis(item?.lastSyncedAt ?? DateTime.makeUnsafe(0)), Date.UTC(2025, 9, 1, 13))
    }).pipe(now)
  )

  it.effect("says that a confirmed payroll is at risk, and counts the client among those that need attention", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const parts = { ...covered(90), accounts: [account("35", dollars(90_000))] }
      const reasonsWith = Effect.fnUntraced(function* (name: string, amount: bigint) {
        const client = yield* addClient(a, name, null)
        yield* admin`insert into runway.payroll_profile (organization_id, client_id, next_date, amount_minor, currency, confirmed_by, confirmed_at)
          values (${a.organization.id}, ${client.id}, '2025-10-10', ${amount}, 'USD', ${a.owner.member.id}, now())`
        yield* (yield* LedgerMemory).put(client.id, parts)
        yield* (yield* Runway).refresh(client.id).pipe(as(a.owner))
        return (yield* listOf(a)).items.find((item) => item.clientId === client.id)?.attention
      })
      assert.deepStrictEqual(yield* reasonsWith("Covers it", dollars(90_000)), [])
      assert.strictEqual((yield* listOf(a)).counts.needsAttention, 0)
      assert.deepStrictEqual(yield* reasonsWith("A cent short", dollars(90_000) + 1n), [
        { code: "payroll_at_risk", count: null, needsAttention: true }
      ])
      assert.strictEqual((yield* listOf(a)).counts.needsAttention, 1)
      assert.deepStrictEqual(names((yield* listOf(a, { attention: "true" })).items), ["A cent short"])
    }).pipe(now)
  )

  it.effect("counts the critical issues that stand, and forgets them when none does", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const client = yield* addClient(a, "Green", covered(90))
      yield* admin`update runway.hygiene_summary set critical_open = 2, high_open = 5 where client_id = ${client.id}`
      const reasons = Effect.map(listOf(a, { attention: "true" }), ({ items }) =>
        items.map(({ attention, name }) => [name, attention])
      )
      assert.deepStrictEqual(yield* reasons, [["Green", [{ code: "critical_hygiene", count: 2, needsAttention: true }]]])
      yield* admin`update runway.hygiene_summary set critical_open = 0 where client_id = ${client.id}`
      assert.deepStrictEqual(yield* reasons, [])
    }).pipe(now)
  )

  it.effect("shows two advisors of thirty clients each their own, and has no way to QuickBooks", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const lists = yield* ClientList
      assert.isTrue(Option.isNone(yield* Effect.serviceOption(QuickBooks)))
      const shown = yield* Effect.forEach([a.idleAdvisor, a.staff], (who) =>
        Effect.gen(function* () {
          const made = yield* admin`with made as (
              insert into tenancy.client (organization_id, id, kind, name, timezone, home_currency, created_at)
              select ${a.organization.id}::uuid, gen_random_uuid(), 'business', ${who.member.displayName} || n, 'America/New_York', 'USD', now()
              from generate_series(1, 30) n returning id
            ) insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
              select ${a.organization.id}::uuid, gen_random_uuid(), id, ${who.member.id}::uuid, 'primary', now() from made returning client_id as id`
          const page = yield* lists.list(who.member.id, { limit: 100 }).pipe(Effect.flatMap(decodePage), as(who))
          return { made: made.map((row) => row["id"]), seen: page.items.map((item) => item.clientId), counts: page.counts }
        })
      )
      const [idle, staff] = shown
      assert.deepStrictEqual(new Set(idle?.seen), new Set(idle?.made))
      assert.strictEqual(idle?.counts.total, 30)
      assert.deepStrictEqual(new Set(staff?.seen), new Set([...(staff?.made ?? []), a.clients.shared.id]))
      assert.strictEqual(staff?.counts.total, 31)
    })
  )

  it.effect("turns a row stale after 24 hours without anybody writing it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = yield* addClient(a, "Green", covered(90))
      const reasons = Effect.map(listOf(a), ({ items }) =>
        items.find((item) => item.clientId === client.id)?.attention.map(({ code }) => code)
      )
      assert.deepStrictEqual(yield* reasons.pipe(atTime(Date.UTC(2025, 9, 2, 13))), [])
      assert.deepStrictEqual(yield* reasons.pipe(atTime(Date.UTC(2025, 9, 2, 13, 0, 1))), ["stale_data"])
    }).pipe(now)
  )

  it.effect("P1-1.2.4 shows a client at once under its new name and with its new link, without a refresh", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = yield* addClient(a, "Before", covered(90))
      yield* connect(a, client, "connected")
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update tenancy.client set name = 'After' where id = ${client.id}`
      yield* admin`update connections.connection set status = 'needs_reconnect' where client_id = ${client.id}`
      const item = (yield* listOf(a)).items.find((candidate) => candidate.clientId === client.id)
      assert.deepStrictEqual([item?.name, item?.connection, item?.runway?.days], ["After", "needs_reconnect", 90])
    }).pipe(now)
  )

  it.effect("pages without a gap or a repeat in every order, and refuses a cursor of another order", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      for (const days of [10, 20, 20, 40, 70]) yield* addClient(a, `Covered ${days}`, covered(days))
      for (const sort of ["runway", "name", "last_synced", "last_worked"] as const) {
        const all = yield* listOf(a, { sort })
        const walk = Effect.fnUntraced(function* (limit: number) {
          const seen: Array<string> = []
          let page = yield* listOf(a, { sort, limit })
          seen.push(...page.items.map((item) => item.clientId))
          while (page.nextCursor !== null) {
            page = yield* listOf(a, { sort, limit, cursor: page.nextCursor })
            seen.push(...page.items.map((item) => item.clientId))
          }
          return seen
        })
        assert.strictEqual(all.items.length, 8)
        for (const limit of [1, 3, 8])
          assert.deepStrictEqual(
            yield* walk(limit),
            all.items.map((item) => item.clientId),
            `${sort} ${limit}`
          )
      }
      const first = yield* listOf(a, { sort: "name", limit: 1 })
      assert.isNotNull(first.nextCursor)
      const refused = yield* Effect.flip(
        listOf(a, { sort: "runway", ...(first.nextCursor === null ? {} : { cursor: first.nextCursor }) })
      )
      assert.strictEqual(refused._tag, "ValidationFailed")
    }).pipe(now)
  )

  it.effect("filters by name, band, attention, link and assignee, and keeps the counts of all", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* addClient(a, "100% Cotton_Mill", covered(10))
      yield* addClient(a, "Yellow Yarn", covered(40))
      const filtered = (query: ClientListQuery) => Effect.map(listOf(a, query), ({ items }) => names(items))
      assert.deepStrictEqual(yield* filtered({ query: "cotton_m" }), ["100% Cotton_Mill"])
      assert.deepStrictEqual(yield* filtered({ query: "0% c" }), ["100% Cotton_Mill"])
      assert.deepStrictEqual(yield* filtered({ query: "%" }), ["100% Cotton_Mill"])
      assert.deepStrictEqual(yield* filtered({ band: "yellow" }), ["Yellow Yarn"])
      assert.deepStrictEqual(yield* filtered({ attention: "true" }), ["100% Cotton_Mill"])
      assert.deepStrictEqual(yield* filtered({ connection: "needs_reconnect" }), [])
      assert.deepStrictEqual(yield* filtered({ assignedTo: a.staff.member.id }), ["Bluebird Bakery LLC"])
      assert.deepStrictEqual(yield* filtered({ kind: "household" }), ["The Alvarez household"])
      assert.notInclude(yield* filtered({ kind: "business" }), "The Alvarez household")
      assert.strictEqual((yield* filtered({ kind: "business" })).length, 4)
      assert.strictEqual((yield* listOf(a, { query: "nothing" })).counts.total, 5)
    }).pipe(now)
  )

  it.effect("shows an advisor the assigned clients alone, an idle one nothing, and counts only these", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      yield* addClient(a, "Somebody else's", covered(3))
      const lists = yield* ClientList
      const seenBy = (who: Firm["owner"]) => lists.list(who.member.id, {}).pipe(Effect.flatMap(decodePage), as(who))
      assert.deepStrictEqual(names((yield* seenBy(a.advisor)).items), ["Bluebird Bakery LLC", "The Alvarez household"])
      assert.strictEqual((yield* seenBy(a.advisor)).counts.total, 2)
      assert.deepStrictEqual((yield* seenBy(a.idleAdvisor)).items, [])
      const others = new Set((yield* seenBy(b.owner)).items.map((item) => item.clientId))
      assert.strictEqual(others.size, 3)
      assert.isFalse((yield* seenBy(a.owner)).items.some((item) => others.has(item.clientId)))
    }).pipe(now)
  )

  it.effect("answers NotFound for another advisor's list and audits it, also for a colleague's", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const lists = yield* ClientList
      const admin = yield* TestDatabase.AdminSql
      const denials = SqlSchema.findOne({
        Request: Schema.Void,
        Result: Schema.Struct({ n: Schema.BigInt }),
        execute: () =>
          admin`select count(*) as n from audit.entry where organization_id = ${a.organization.id} and action = 'access.denied'`
      })(undefined)
      yield* lists.list(a.advisor.member.id, {}).pipe(as(a.advisor))
      assert.strictEqual((yield* denials).n, 0n)
      assert.strictEqual((yield* Effect.flip(lists.list(a.staff.member.id, {}).pipe(as(a.advisor))))._tag, "NotFound")
      assert.strictEqual((yield* denials).n, 1n)
    }).pipe(now)
  )

  it.effect("keeps who worked last and when, and ignores an older note", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const lists = yield* ClientList
      const { shared } = a.clients
      yield* lists.worked(shared.id).pipe(as(a.staff))
      yield* lists
        .worked(shared.id)
        .pipe(
          as(a.staff),
          Effect.provideService(CurrentTenant, { organizationId: a.organization.id, memberId: null, role: "system" })
        )
      const detail = yield* lists.get(shared.id).pipe(as(a.advisor))
      assert.deepStrictEqual([detail.item?.lastWorked?.by, detail.item?.runway], ["Sam Staff", null])
      assert.strictEqual((yield* Effect.flip(lists.get(a.clients.unassigned.id).pipe(as(a.advisor))))._tag, "NotFound")
    }).pipe(now)
  )
})

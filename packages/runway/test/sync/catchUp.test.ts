import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { Sync } from "../../src/server/sync/Sync.ts"
import { isEntityStep, syncSteps } from "../../src/server/sync/syncSteps.ts"
import { answering, changing, type ChangingCompany, gone } from "./support/changing.ts"
import { invoice, row, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite, versionsOf } from "./support/suite.ts"

const ago = (minutes: number) => Effect.map(DateTime.now, (now) => DateTime.formatIso(DateTime.subtract(now, { minutes })))
const twoMinutesBefore = (clock: string) => DateTime.formatIso(DateTime.subtract(DateTime.makeUnsafe(clock), { minutes: 2 }))

/** A connected company that was read to the end `minutes` ago, by its own clock. */
const read = Effect.fnUntraced(function* (minutes: number, invoices = [invoice(1, 300), invoice(2, 200)]) {
  const company = changing(smallCompany(invoices), yield* ago(minutes))
  const firm = yield* connectedFirm(company.company)
  firm.intuit.data = answering(company)
  const sync = yield* Sync
  assert.strictEqual((yield* firm.me(sync.run(firm.clientId))).phase, "succeeded")
  const first = company.clock
  company.asked.length = 0
  company.clock = yield* ago(0)
  const catchUp = (trigger: Parameters<typeof sync.catchUp>[1]) => firm.me(sync.catchUp(firm.clientId, trigger))
  return { ...firm, company, first, sync, catchUp }
})

const invoicesOf = (clientId: Parameters<typeof versionsOf>[0]) =>
  Effect.map(versionsOf(clientId), (versions) =>
    versions.flatMap(({ current, deleted, entity_type, qbo_id, version_no }) =>
      entity_type === "Invoice" ? [`${qbo_id}.${version_no}${deleted ? " deleted" : ""}${current ? " current" : ""}`] : []
    )
  )

const Point = Schema.Struct({ entity_type: Schema.String, holds_until: Schema.DateTimeUtcFromDate })

const safePoints = (clientId: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select entity_type, holds_until from runway.sync_safe_point where client_id = ${clientId}::uuid`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Point))),
    Effect.map((points) => new Map(points.map((point) => [point.entity_type, DateTime.formatIso(point.holds_until)])))
  )

const entityNames = syncSteps.filter(isEntityStep)

/** Entities that were read from their first record. */
const readWhole = (company: ChangingCompany) => company.asked.flatMap((asked) => /^SELECT \* FROM (\w+)/.exec(asked)?.[1] ?? [])

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("a catch-up", (it) => {
  it.effect(
    "asks for what changed since the safe point, once, and writes what did",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company, first } = yield* read(90)
        company.changes = { Invoice: [invoice(1, 100, { SyncToken: "1" }), gone(2), gone(77)] }
        assert.strictEqual((yield* catchUp("webhook")).phase, "succeeded")
        assert.deepStrictEqual(company.since, [twoMinutesBefore(first)])
        assert.deepStrictEqual(readWhole(company), [])
        assert.includeMembers(company.asked, ["reports/GeneralLedger", "reports/BalanceSheet"])
        assert.deepStrictEqual(yield* invoicesOf(clientId), ["1.1", "1.2 current", "2.1", "2.2 deleted current"])
        const points = yield* safePoints(clientId)
        assert.deepStrictEqual([...new Set(points.values())], [twoMinutesBefore(company.clock)])
        assert.isFalse(points.has("CompanyInfo"))

        // The overlap tells the same again.
        assert.strictEqual((yield* catchUp("schedule")).phase, "succeeded")
        assert.strictEqual((yield* invoicesOf(clientId)).length, 4)
        const admin = yield* AdminSql
        assert.deepStrictEqual(
          yield* admin`select r.trigger, (select count(*)::int from runway.sync_state s where s.client_id = r.client_id and s.entity_type = 'Invoice' and s.rows_mirrored = 1) as invoices
            from runway.sync_run r where client_id = ${clientId}::uuid order by started_at`,
          ["person", "webhook", "schedule"].map((trigger) => ({ trigger, invoices: 1 }))
        )
      }),
    60_000
  )

  it.effect(
    "halves an answer that is full, reads whole what alone fills one, and moves no safe point by it",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company, first } = yield* read(90)
        company.changes = {
          Invoice: Array.from({ length: 1000 }, (_, at) => gone(5000 + at)),
          Customer: [row(1, { SyncToken: "1", DisplayName: "Amy's Birds", Balance: 5 })]
        }
        // The whole reading is refused, so that the safe point could only be moved by the full answer.
        company.company = { ...company.company, entities: { ...company.company.entities, Invoice: undefined } }
        const status = yield* catchUp("person")
        assert.strictEqual(status.entities.find(({ input }) => input === "invoices")?.phase, "failed")
        assert.strictEqual(status.entities.find(({ input }) => input === "customers")?.phase, "succeeded")
        assert.deepStrictEqual(readWhole(company), ["Invoice"])
        assert.isAbove(company.asked.filter((asked) => asked.startsWith("cdc")).length, 4)
        assert.include(company.asked, "cdc Invoice")
        const points = yield* safePoints(clientId)
        assert.strictEqual(points.get("Invoice"), twoMinutesBefore(first))
        assert.strictEqual(points.get("Customer"), twoMinutesBefore(company.clock))

        company.company = smallCompany([invoice(1, 300), invoice(3, 50)])
        yield* catchUp("person")
        assert.deepStrictEqual(yield* invoicesOf(clientId), ["1.1 current", "2.1", "2.2 deleted current", "3.1 current"])
        assert.strictEqual((yield* safePoints(clientId)).get("Invoice"), twoMinutesBefore(company.clock))
      }),
    60_000
  )

  it.effect(
    "reads everything when QuickBooks can no longer look back, or refuses to tell",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company } = yield* read(31 * 24 * 60)
        company.company = smallCompany([invoice(1, 300)])
        yield* catchUp("schedule")
        assert.deepStrictEqual(company.since, [])
        assert.includeMembers(readWhole(company), ["Account", "Customer", "Invoice", "JournalEntry"])
        assert.deepStrictEqual(yield* invoicesOf(clientId), ["1.1 current", "2.1", "2.2 deleted current"])

        company.changes = "refused"
        company.asked.length = 0
        company.company = smallCompany([invoice(1, 300), invoice(2, 200)])
        yield* catchUp("schedule")
        assert.strictEqual(company.asked.filter((asked) => asked.startsWith("cdc")).length, 1)
        assert.includeMembers(readWhole(company), ["Account", "Customer", "Invoice", "JournalEntry"])
        assert.include(yield* invoicesOf(clientId), "2.3 current")
      }),
    60_000
  )

  it.effect(
    "keeps what it could read when one type cannot be, and asks for that type again from before",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company, first } = yield* read(90)
        company.changes = { Invoice: [invoice(1, 100, { SyncToken: "1" })], Bill: [{ Id: "9", TxnDate: "not a day" }] }
        const status = yield* catchUp("webhook")
        const phases = new Map(status.entities.map(({ input, phase }) => [input, phase]))
        assert.deepStrictEqual([status.phase, phases.get("invoices"), phases.get("bills")], ["succeeded", "succeeded", "failed"])
        assert.include(yield* invoicesOf(clientId), "1.2 current")
        const points = yield* safePoints(clientId)
        assert.deepStrictEqual(
          [points.get("Bill"), points.get("Invoice")],
          [twoMinutesBefore(first), twoMinutesBefore(company.clock)]
        )
        company.changes = { Bill: [row(9, { TxnDate: "2020-09-01", TotalAmt: 5, Balance: 5 })] }
        yield* catchUp("webhook")
        assert.strictEqual(company.since.at(-1), twoMinutesBefore(first))
        assert.include(
          (yield* versionsOf(clientId)).map(({ entity_type, qbo_id }) => `${entity_type}/${qbo_id}`),
          "Bill/9"
        )
      }),
    60_000
  )

  it.effect(
    "by night asks for changes and reports alone, and reads everything from first to last once a week",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company } = yield* read(90)
        company.company = smallCompany([invoice(1, 300)])
        yield* catchUp("nightly")
        // What was never given is asked for again each time: this company has no company info.
        const asked = company.asked.map((one) => one.replace(/^cdc .*|^(companyinfo)\/.*/, "$1"))
        // The first night also reads the ledger of the year before, in two parts.
        const ledger = "reports/GeneralLedger"
        assert.deepStrictEqual(asked.toSorted(), ["", "companyinfo", "reports/BalanceSheet", ledger, ledger, ledger])
        assert.include(yield* invoicesOf(clientId), "2.1 current", "nobody told of it")

        const admin = yield* AdminSql
        yield* admin`update runway.sync_safe_point set read_whole_at = read_whole_at - interval '7 days' where client_id = ${clientId}::uuid`
        company.asked.length = 0
        yield* catchUp("nightly")
        assert.deepStrictEqual(
          readWhole(company),
          entityNames.filter((entity) => entity !== "CompanyInfo" && entity !== "Preferences")
        )
        assert.deepStrictEqual(yield* invoicesOf(clientId), ["1.1 current", "2.1", "2.2 deleted current"])

        yield* admin`update runway.sync_state set last_success_at = last_success_at - interval '7 days' where client_id = ${clientId}::uuid`
        company.asked.length = 0
        yield* catchUp("nightly")
        assert.deepStrictEqual(readWhole(company), ["Preferences"])
      }),
    60_000
  )

  it.effect(
    "reads the settings when an event names them, whoever has read the rest a moment ago",
    () =>
      Effect.gen(function* () {
        const { clientId, company, me, sync } = yield* read(90)
        yield* me(sync.catchUp(clientId, "webhook", ["Invoice"]))
        assert.deepStrictEqual(readWhole(company), [])
        yield* me(sync.catchUp(clientId, "webhook", ["Preferences"]))
        assert.deepStrictEqual(readWhole(company), ["Preferences"])
      }),
    60_000
  )

  it.effect(
    "after a merge reads whole what named the one that is gone, because no version of it moved",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company } = yield* read(90)
        const admin = yield* AdminSql
        const parties = admin`select qbo_id, party_id from runway.ledger_record where client_id = ${clientId}::uuid and entity_type = 'Invoice' and superseded_at is null order by 1`
        assert.deepStrictEqual(yield* parties, [
          { qbo_id: "1", party_id: "1" },
          { qbo_id: "2", party_id: "1" }
        ])
        const target = { CustomerRef: { value: "2", name: "Bill's Windsurf Shop" } }
        company.company = smallCompany([invoice(1, 300, target), invoice(2, 200, target)])
        company.changes = { Customer: [gone(1), row(2, { SyncToken: "1", DisplayName: "Bill's Windsurf Shop", Balance: 500 })] }
        yield* catchUp("webhook")
        assert.deepStrictEqual(readWhole(company), ["Invoice"])
        assert.deepStrictEqual(yield* parties, [
          { qbo_id: "1", party_id: "2" },
          { qbo_id: "2", party_id: "2" }
        ])
      }),
    60_000
  )

  it.effect(
    "raises a data issue for a word nobody knew, keeps its first day, and takes it back when it is known",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company } = yield* read(90)
        const admin = yield* AdminSql
        const issues = admin`select entity_type, qbo_id, field, first_seen_at from runway.data_issue where client_id = ${clientId}::uuid`
        const wallet = (AccountType: string, SyncToken: string) => row(50, { SyncToken, Name: "Wallet", AccountType })
        company.changes = { Account: [wallet("Crypto Wallet", "0")] }
        const status = yield* catchUp("webhook")
        assert.strictEqual(status.entities.find(({ input }) => input === "accounts")?.phase, "succeeded")
        const raised = yield* issues
        assert.strictEqual(raised.length, 1)
        assert.deepInclude(raised[0], { entity_type: "Account", qbo_id: "50", field: "AccountType" })
        company.changes = { Account: [wallet("Crypto Wallet", "1")] }
        yield* catchUp("webhook")
        assert.deepStrictEqual(yield* issues, raised)
        company.changes = { Account: [wallet("Bank", "2")] }
        yield* catchUp("webhook")
        assert.deepStrictEqual(yield* issues, [])
      }),
    60_000
  )

  it.effect(
    "asked for many times at once runs once more at the most, and everybody has it",
    () =>
      Effect.gen(function* () {
        const { catchUp, clientId, company } = yield* read(90)
        company.changes = { Invoice: [gone(2)] }
        const answers = yield* Effect.forEach([1, 2, 3, 4, 5], () => catchUp("webhook"), { concurrency: "unbounded" })
        assert.deepStrictEqual([...new Set(answers.map(({ phase }) => phase))], ["succeeded"])
        assert.isAtMost(company.since.length, 2)
        assert.deepStrictEqual(yield* invoicesOf(clientId), ["1.1 current", "2.1", "2.2 deleted current"])
      }),
    60_000
  )
})

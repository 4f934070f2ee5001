import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { addDays, LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Duration, Effect, Layer } from "effect"
import type { QuickBooksStanding } from "../../src/contract/books/QuickBooksStanding.ts"
import { ClientDataIssues } from "../../src/server/books/ClientDataIssues.ts"
import { QuickBooksDesk } from "../../src/server/books/QuickBooksDesk.ts"
import { CashDecisions } from "../../src/server/cash/CashDecisions.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, type Company, invoice, row, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

const suite = Layer.mergeAll(CashDecisions.layer, ClientDataIssues.layer, QuickBooksDesk.layer, Sync.layer).pipe(
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const withMore = (more: Company["entities"]): Company => {
  const company = smallCompany([invoice(1, 300)])
  return { ...company, entities: { ...company.entities, ...more } }
}

let companies = 0

/** A client of the first firm, read to the end. */
const readClient = Effect.fnUntraced(function* (company: Company) {
  const { a, b } = yield* twoTenants
  const intuit = yield* StandInIntuit
  const sync = yield* Sync
  intuit.data = answer(company)
  companies += 1
  const clientId = a.clients.shared.id
  yield* as(a.advisor)(TestConnections.connect(clientId, `9130349900${companies}`, `books-${clientId}`))
  yield* as(a.advisor)(sync.run(clientId))
  return { a, b, clientId, intuit, sync }
})

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("the books of a client", (it) => {
  it.effect(
    "say which records hold a word nobody knows, by their number or name",
    () =>
      Effect.gen(function* () {
        const { a, b, clientId } = yield* readClient(
          withMore({
            Account: [
              row(35, { Name: "Checking", AccountType: "Bank", CurrentBalance: 976.0 }),
              row(50, { Name: "Wallet", AccountType: "Crypto" })
            ],
            Invoice: [invoice(1, 300, { EmailStatus: "Pigeon" }), invoice(2, 50)],
            Term: [row(3, { Name: "Net 30", DueDays: 30, Type: "MOON" })]
          })
        )
        const issues = yield* ClientDataIssues
        const { issues: found, total } = yield* as(a.advisor)(issues.list(clientId))
        assert.strictEqual(total, 3)
        assert.sameDeepMembers(
          found.map(({ entityType, field, qboId, title }) => [entityType, qboId, title, field]),
          [
            ["Account", "50", "Wallet", "AccountType"],
            ["Invoice", "1", "INV-1", "EmailStatus"],
            ["Term", "3", "Net 30", "Type"]
          ]
        )
        assert.strictEqual((yield* Effect.flip(as(b.owner)(issues.list(clientId))))._tag, "NotFound")
        assert.deepStrictEqual(yield* as(a.owner)(issues.list(a.clients.unassigned.id)), { total: 0, issues: [] })
      }),
    60_000
  )

  it.effect(
    "have an age per figure: the oldest reading of what it rests on, and whether that was a report",
    () =>
      Effect.gen(function* () {
        const { a, clientId } = yield* readClient(withMore({}))
        const digests = yield* Digests
        const admin = yield* TestDatabase.AdminSql
        yield* admin`update runway.sync_state set last_success_at = last_success_at - interval '3 hours' where client_id = ${clientId}::uuid and entity_type = 'CreditMemo'`
        const { ages, dataAsOf } = yield* as(a.advisor)(digests.get(clientId))
        const before = (at: DateTime.Utc | undefined) =>
          at === undefined || dataAsOf === null ? null : Math.round(Duration.toMinutes(DateTime.distance(at, dataAsOf)))
        assert.deepStrictEqual(
          [ages.cash, ages.invoices, ages.bills].map((age) => [age?.source, before(age?.at)]),
          [
            ["records", 0],
            ["records", 180],
            ["records", 0]
          ]
        )
      }),
    60_000
  )

  it.effect(
    "can be decided on again after the wizard: audited, and computed anew",
    () =>
      Effect.gen(function* () {
        const { a, b, clientId } = yield* readClient(withMore({}))
        const cash = yield* CashDecisions
        const digests = yield* Digests
        const standing = yield* as(a.advisor)(cash.standing(clientId))
        assert.deepStrictEqual(
          standing.cash.accounts.map(({ accountId, role }) => [accountId, role]),
          [
            ["35", "included"],
            ["941", "restricted"]
          ]
        )
        const day = addDays(yield* todayIn(standing.timezone), 9)
        const input = {
          accounts: [
            { accountId: "35", role: "excluded" as const },
            { accountId: "941", role: "included" as const }
          ],
          payroll: { nextDate: day, amountMinor: 1_000n }
        }
        const after = yield* as(a.advisor)(cash.change(clientId, input))
        assert.strictEqual(after.payroll?.nextDate, day)
        assert.strictEqual((yield* as(a.advisor)(digests.get(clientId))).cash.total?.minor, 5_000n)
        const admin = yield* TestDatabase.AdminSql
        const actions = yield* admin`select action from audit.entry where client_id = ${clientId}::uuid
          and action in ('cash_role.changed', 'payroll.confirmed') order by id`
        assert.deepStrictEqual(
          actions.map(({ action }) => action),
          ["cash_role.changed", "cash_role.changed", "payroll.confirmed"]
        )
        const past = { ...input, payroll: { nextDate: LocalDate.make("2020-01-01"), amountMinor: 1n } }
        assert.strictEqual((yield* Effect.flip(as(a.advisor)(cash.change(clientId, past))))._tag, "ValidationFailed")
        assert.strictEqual((yield* Effect.flip(as(b.owner)(cash.change(clientId, input))))._tag, "NotFound")
        assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(cash.standing(clientId))))._tag, "NotFound")
      }),
    60_000
  )

  it.effect(
    "stand with QuickBooks as they do: linked, read, compared, and held back while it fails",
    () =>
      Effect.gen(function* () {
        const { a, b, clientId } = yield* readClient(withMore({}))
        const desk = yield* QuickBooksDesk
        const admin = yield* TestDatabase.AdminSql
        const of = (all: ReadonlyArray<QuickBooksStanding>) => all.find((one) => one.clientId === clientId)
        const one = of(yield* as(a.advisor)(desk.standings))
        assert.deepInclude(one, {
          connection: "connected",
          syncing: false,
          errorCode: null,
          lastOutcome: "not_compared",
          heldUntil: null
        })
        assert.isNotNull(one?.lastSyncAt)
        assert.isNotNull(one?.lastComparedAt)
        yield* admin`insert into connections.quickbooks_gate (realm_lookup, open_until)
          select realm_lookup, (extract(epoch from now()) + 60) * 1000 from connections.connection where client_id = ${clientId}::uuid`
        assert.isNotNull(of(yield* as(a.advisor)(desk.standings))?.heldUntil)
        const never = (yield* as(a.owner)(desk.standings)).find((each) => each.clientId === a.clients.unassigned.id)
        assert.deepInclude(never, { connection: "never", lastSyncAt: null, lastComparedAt: null, lastOutcome: null })
        assert.isUndefined((yield* as(a.advisor)(desk.standings)).find((each) => each.clientId === a.clients.unassigned.id))
        assert.isUndefined(of(yield* as(b.owner)(desk.standings)))
      }),
    60_000
  )
})

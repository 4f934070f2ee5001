import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { AppPath } from "@beep/connections/server/AppPath"
import { Connections } from "@beep/connections/server/Connections"
import { LocalDate, TimeZoneName, todayIn, addDays } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Assignments } from "@beep/tenancy/server/Assignments"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"
import { defaultClientSettings } from "../../src/contract/onboarding/ClientSettings.ts"
import { OnboardingId } from "../../src/contract/onboarding/Onboarding.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { Onboardings } from "../../src/server/onboarding/Onboardings.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

const suite = Onboardings.layer.pipe(
  Layer.provideMerge(Sync.layer),
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const zone = TimeZoneName.make("America/Chicago")
const newKey = Effect.flatMap(SecureRandom.SecureRandom, (random) => random.uuidV4()).pipe(
  Effect.provide(SecureRandom.layerWebCrypto)
)

const start = (who: Person, key?: string) =>
  Effect.gen(function* () {
    const onboardings = yield* Onboardings
    return yield* as(who)(onboardings.start({ key: key ?? (yield* newKey), name: "Foxglove Catering", timezone: zone }))
  })

let companies = 0

/** Through Intuit and the first sync, to the question which accounts are cash. */
const toCash = (who: Person) =>
  Effect.gen(function* () {
    const onboardings = yield* Onboardings
    const connections = yield* Connections
    const sync = yield* Sync
    const intuit = yield* StandInIntuit
    intuit.data = answer(smallCompany([]))
    companies += 1
    const serial = companies
    const session = yield* start(who)
    const state = TestConnections.stateOf(yield* as(who)(onboardings.connect(session.onboardingId)))
    const realmId = `91303480000${String(serial).padStart(5, "0")}`
    const linked = yield* as(who)(connections.callback({ state, code: `onboarding-${serial}`, realmId }))
    assert.deepStrictEqual(linked, {
      _tag: "Connected",
      consent: { clientId: session.clientId, returnTo: AppPath.make(`/onboarding/${session.onboardingId}`) }
    })
    assert.strictEqual((yield* as(who)(onboardings.get(session.onboardingId))).step, "sync")
    yield* as(who)(sync.run(session.clientId))
    return yield* as(who)(onboardings.confirmSync(session.onboardingId))
  })

const Actions = Schema.Array(Schema.Struct({ action: Schema.String, before: Schema.Unknown, after: Schema.Unknown }))

const auditOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select action, before, after from audit.entry where client_id = ${clientId}::uuid order by id`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Actions)),
    Effect.map((rows) => rows.filter(({ action }) => /^(onboarding|cash_role|payroll|settings|client|assignment)\./.test(action)))
  )

const cashOf = (who: Person, clientId: Parameters<Digests["Service"]["get"]>[0]) =>
  Effect.gen(function* () {
    const digests = yield* Digests
    const derivation = yield* as(who)(digests.derivation(clientId, { figure: "cash" }))
    const rows = derivation.parts.flatMap((part) => part.rows)
    return {
      digest: yield* as(who)(digests.get(clientId)),
      leftOut: rows
        .filter(({ counts }) => !counts)
        .map(({ amount, qboId, reason }): readonly [string | null, bigint, string] => [qboId, amount.minor, reason])
    }
  })

const all = (role: "included" | "excluded" | "restricted", trust: "included" | "excluded" | "restricted") => [
  { accountId: "35", role },
  { accountId: "941", role: trust }
]

layer(suite, { timeout: "2 minutes" })("onboarding", (it) => {
  it.effect("makes a client once per key, assigned to the member who asked, and says so in the log", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const clients = yield* Clients
      const assignments = yield* Assignments
      const key = yield* newKey
      const first = yield* start(a.advisor, key)
      const again = yield* start(a.advisor, key)
      assert.strictEqual(again.onboardingId, first.onboardingId)
      assert.strictEqual(again.clientId, first.clientId)
      const [left, right] = yield* Effect.all([newKey, newKey])
      const both = yield* Effect.all([start(a.advisor, left), start(a.advisor, left), start(a.advisor, right)], {
        concurrency: 3
      })
      assert.strictEqual(both[0]?.clientId, both[1]?.clientId, "the same key twice at once is one client")
      assert.notStrictEqual(both[0]?.clientId, both[2]?.clientId)
      const made = (yield* as(a.owner)(clients.list)).filter(({ name }) => name === "Foxglove Catering")
      assert.strictEqual(made.length, 3)
      assert.deepStrictEqual(
        (yield* as(a.advisor)(assignments.list({ clientId: first.clientId }))).map(({ memberId, role }) => [memberId, role]),
        [[a.advisor.member.id, "primary"]]
      )
      assert.deepStrictEqual([first.step, first.connection, first.timezone, first.cash], ["connect", "never", zone, null])
      assert.deepStrictEqual(
        (yield* auditOf(first.clientId)).map(({ action }) => action),
        ["client.created", "assignment.added", "onboarding.started"]
      )
      const elsewhere = yield* start(b.advisor, key)
      assert.notStrictEqual(elsewhere.clientId, first.clientId, "a key of another firm is another key")
    })
  )

  it.effect("is closed to a colleague who does not see the client and to another firm, and notes the asking", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const onboardings = yield* Onboardings
      const { onboardingId } = yield* start(a.advisor)
      const nothing = OnboardingId.make(yield* newKey)
      const asked = (who: Person, id: OnboardingId) =>
        as(who)(
          Effect.all([
            Effect.flip(onboardings.get(id)),
            Effect.flip(onboardings.connect(id)),
            Effect.flip(onboardings.confirmSync(id)),
            Effect.flip(onboardings.confirmCash(id, { accounts: [], payroll: null })),
            Effect.flip(onboardings.confirmDigest(id, defaultClientSettings))
          ])
        )
      const stranger = yield* asked(b.owner, onboardingId)
      const missing = yield* asked(b.owner, nothing)
      assert.deepStrictEqual(
        stranger.map((error) => ({ ...error })),
        missing.map((error) => ({ ...error }))
      )
      for (const error of [...stranger, ...(yield* asked(a.idleAdvisor, onboardingId))])
        assert.strictEqual(error._tag, "NotFound")
      const admin = yield* TestDatabase.AdminSql
      const denials =
        yield* admin`select 1 from audit.entry where organization_id = ${b.organization.id}::uuid and action = 'access.denied'
        and entity_type = 'onboarding' and entity_id = ${onboardingId}`
      assert.strictEqual(denials.length, 5)
      assert.strictEqual((yield* as(a.owner)(onboardings.get(onboardingId))).onboardingId, onboardingId)
    })
  )

  it.effect("is not for staff or viewers", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      for (const who of [a.staff, a.viewer]) assert.strictEqual((yield* Effect.flip(start(who)))._tag, "RoleForbidden")
      const clients = yield* Clients
      assert.strictEqual((yield* as(a.owner)(clients.list)).length, 3, "no client was made")
    })
  )

  it.effect("asks one step after the other, and answers what stands when a step is confirmed again", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const fresh = yield* start(a.advisor)
      const early = as(a.advisor)(onboardings.confirmCash(fresh.onboardingId, { accounts: [], payroll: null }))
      assert.strictEqual((yield* Effect.flip(early))._tag, "StaleObject")
      const unread = yield* Effect.flip(as(a.advisor)(onboardings.confirmSync(fresh.onboardingId)))
      assert.strictEqual(unread._tag, "ValidationFailed")

      const session = yield* toCash(a.advisor)
      assert.strictEqual(session.step, "cash")
      assert.strictEqual((yield* as(a.advisor)(onboardings.confirmSync(session.onboardingId))).step, "cash")
      const early2 = as(a.advisor)(onboardings.confirmDigest(session.onboardingId, defaultClientSettings))
      assert.strictEqual((yield* Effect.flip(early2))._tag, "StaleObject")
      const digest = yield* as(a.advisor)(
        onboardings.confirmCash(session.onboardingId, { accounts: all("included", "restricted"), payroll: null })
      )
      assert.strictEqual(digest.step, "digest")
      const changed = { ...defaultClientSettings, redBelowDays: 45, yellowBelowDays: 90, digestHour: 8 }
      const done = yield* as(a.advisor)(onboardings.confirmDigest(session.onboardingId, changed))
      assert.strictEqual(done.step, "done")
      assert.deepStrictEqual(done.settings, changed)
      const again = yield* as(a.advisor)(onboardings.confirmDigest(session.onboardingId, defaultClientSettings))
      assert.deepStrictEqual([again.step, again.settings], ["done", changed], "a second click does not undo the first")
      const clients = yield* Clients
      assert.strictEqual((yield* as(a.advisor)(clients.require(session.clientId))).status, "active")
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(onboardings.connect(session.onboardingId))))._tag, "StaleObject")
      assert.deepStrictEqual(
        (yield* auditOf(session.clientId)).map(({ action }) => action),
        [
          "client.created",
          "assignment.added",
          "onboarding.started",
          "onboarding.step_confirmed",
          "onboarding.step_confirmed",
          "settings.changed",
          "client.status_changed",
          "onboarding.finished"
        ]
      )
    })
  )

  it.effect("what a member decides of an account changes cash, its derivation and what counts later", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const ledger = yield* Ledger
      const session = yield* toCash(a.advisor)
      const choices = session.cash?.accounts.map(({ accountId, balance, role }) => [accountId, balance?.minor, role])
      assert.deepStrictEqual(choices, [
        ["35", 97_600n, "included"],
        ["941", 5_000n, "restricted"]
      ])
      const before = yield* cashOf(a.advisor, session.clientId)
      assert.strictEqual(before.digest.cash.total?.minor, 97_600n)
      assert.deepStrictEqual(before.leftOut, [["941", 5_000n, "account_restricted"]])
      const then = yield* DateTime.now
      yield* TestClock.adjust("1 minute")
      yield* as(a.advisor)(
        onboardings.confirmCash(session.onboardingId, { accounts: all("excluded", "included"), payroll: null })
      )
      const after = yield* cashOf(a.advisor, session.clientId)
      assert.strictEqual(after.digest.cash.total?.minor, 5_000n)
      assert.deepStrictEqual(after.leftOut, [["35", 97_600n, "account_excluded"]])
      // Back once more from the next step: nothing counts, and that is said, not read as zero.
      yield* as(a.advisor)(
        onboardings.confirmCash(session.onboardingId, { accounts: all("excluded", "restricted"), payroll: null })
      )
      const none = yield* cashOf(a.advisor, session.clientId)
      assert.deepStrictEqual([none.digest.cash.total, none.digest.runway.state], [null, "unknown"])
      const roles = (yield* auditOf(session.clientId)).filter(({ action }) => action === "cash_role.changed")
      assert.strictEqual(roles.length, 3, "only what differs is written")
      const today = yield* todayIn(zone)
      const earlier = yield* as(a.advisor)(ledger.snapshot(session.clientId, today, then))
      assert.deepStrictEqual(
        earlier.accounts.map(({ qboId, role }) => [qboId, role]),
        [
          ["35", "included"],
          ["941", "restricted"]
        ],
        "what was known before the decisions is not changed by them"
      )
    })
  )

  it.effect("takes no account that is not in the books, leaves none out, and writes nothing then", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const session = yield* toCash(a.advisor)
      const today = yield* todayIn(zone)
      const passed = { nextDate: addDays(today, -1), amountMinor: 1n }
      const wrong = [
        { accounts: [{ accountId: "35", role: "included" as const }], payroll: null },
        { accounts: [...all("included", "included"), { accountId: "7", role: "included" as const }], payroll: null },
        { accounts: [...all("included", "included"), { accountId: "35", role: "excluded" as const }], payroll: null },
        { accounts: all("excluded", "included"), payroll: passed }
      ]
      for (const input of wrong) {
        const error = yield* Effect.flip(as(a.advisor)(onboardings.confirmCash(session.onboardingId, input)))
        assert.strictEqual(error._tag, "ValidationFailed")
      }
      const stands = yield* as(a.advisor)(onboardings.get(session.onboardingId))
      assert.deepStrictEqual([stands.step, stands.cash], ["cash", session.cash])
      assert.isFalse((yield* auditOf(session.clientId)).some(({ action }) => action === "cash_role.changed"))
    })
  )

  it.effect("keeps the payroll, shows whether cash covers it, and forgets it when it is taken out", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const session = yield* toCash(a.advisor)
      const nextDate = addDays(yield* todayIn(zone), 9)
      const confirm = (amountMinor: bigint | null) =>
        as(a.advisor)(
          onboardings.confirmCash(session.onboardingId, {
            accounts: all("included", "restricted"),
            payroll: amountMinor === null ? null : { nextDate, amountMinor }
          })
        )
      const badge = Effect.map(cashOf(a.advisor, session.clientId), ({ digest }) => digest.runway.payroll)
      assert.strictEqual((yield* confirm(97_600n)).payroll?.amount.minor, 97_600n)
      assert.deepStrictEqual(yield* badge, { date: LocalDate.make(nextDate), status: "ok" })
      yield* confirm(97_601n)
      assert.deepStrictEqual(yield* badge, { date: LocalDate.make(nextDate), status: "at_risk" })
      assert.strictEqual((yield* confirm(null)).payroll, null)
      assert.strictEqual(yield* badge, null)
      assert.strictEqual((yield* auditOf(session.clientId)).filter(({ action }) => action === "payroll.confirmed").length, 3)
    })
  )

  it.effect("a link that broke asks for step 2 again and keeps what was confirmed", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const connections = yield* Connections
      const session = yield* toCash(a.advisor)
      yield* as(a.advisor)(connections.disconnect(session.clientId))
      const broken = yield* as(a.advisor)(onboardings.get(session.onboardingId))
      assert.strictEqual(broken.step, "connect")
      const back = (realmId: string, code: string) =>
        Effect.gen(function* () {
          const state = TestConnections.stateOf(yield* as(a.advisor)(onboardings.connect(session.onboardingId)))
          return yield* as(a.advisor)(connections.callback({ state, code, realmId }))
        })
      const other = yield* back("9130348999999999", `other-${companies}`)
      assert.strictEqual(other._tag === "NotConnected" ? other.error : "", "different_company")
      assert.strictEqual((yield* as(a.advisor)(onboardings.get(session.onboardingId))).step, "connect")
      const same = yield* back(`91303480000${String(companies).padStart(5, "0")}`, `same-${companies}`)
      assert.strictEqual(same._tag, "Connected")
      assert.strictEqual((yield* as(a.advisor)(onboardings.get(session.onboardingId))).step, "cash")
    })
  )

  it.effect("goes on from a first sync that brought only a part, and names what is missing", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const connections = yield* Connections
      const intuit = yield* StandInIntuit
      const sync = yield* Sync
      const company = smallCompany([])
      intuit.data = answer({ ...company, entities: { ...company.entities, Bill: undefined } })
      const session = yield* start(a.advisor)
      const state = TestConnections.stateOf(yield* as(a.advisor)(onboardings.connect(session.onboardingId)))
      yield* as(a.advisor)(connections.callback({ state, code: "partial", realmId: "9130348111111111" }))
      yield* as(a.advisor)(sync.run(session.clientId))
      const seen = yield* as(a.advisor)(onboardings.confirmSync(session.onboardingId))
      assert.strictEqual(seen.step, "cash")
      assert.include(seen.notRead, "bills")
      assert.notInclude(seen.notRead, "invoices")
    })
  )

  it.effect("asks in the currency QuickBooks keeps the books in", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const onboardings = yield* Onboardings
      const connections = yield* Connections
      const intuit = yield* StandInIntuit
      const sync = yield* Sync
      const company = smallCompany([])
      const preferences = {
        Id: "1",
        SyncToken: "0",
        CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: "CAD" } }
      }
      intuit.data = answer({ ...company, entities: { ...company.entities, Preferences: [preferences] } })
      const session = yield* start(a.advisor)
      const state = TestConnections.stateOf(yield* as(a.advisor)(onboardings.connect(session.onboardingId)))
      yield* as(a.advisor)(connections.callback({ state, code: "cad", realmId: "9130348222222222" }))
      yield* as(a.advisor)(sync.run(session.clientId))
      const { cash } = yield* as(a.advisor)(onboardings.confirmSync(session.onboardingId))
      assert.deepStrictEqual([cash?.companyCurrency, cash?.multiCurrency, cash?.currency], ["CAD", true, "CAD"])
    })
  )

  it.effect("keeps every table of it behind row level security, also against a member of the firm who sees nothing", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const onboardings = yield* Onboardings
      const session = yield* toCash(a.advisor)
      const nextDate = addDays(yield* todayIn(zone), 3)
      yield* as(a.advisor)(
        onboardings.confirmCash(session.onboardingId, {
          accounts: all("excluded", "included"),
          payroll: { nextDate, amountMinor: 5n }
        })
      )
      yield* as(a.advisor)(onboardings.confirmDigest(session.onboardingId, defaultClientSettings))
      for (const table of ["onboarding_session", "cash_role", "payroll_profile", "client_settings"]) {
        const rows = transaction.run(Effect.orDie(sql`select 1 from runway.${sql.literal(table)}`))
        assert.strictEqual((yield* Effect.orDie(sql`select 1 from runway.${sql.literal(table)}`)).length, 0, table)
        assert.strictEqual((yield* as(b.owner)(rows)).length, 0, table)
        assert.strictEqual((yield* as(a.idleAdvisor)(rows)).length, 0, table)
        assert.isAbove((yield* as(a.advisor)(rows)).length, 0, table)
      }
      const rewritten = as(a.owner)(
        transaction.run(Effect.flip(sql.withTransaction(sql`update runway.cash_role set role = 'included'`)))
      )
      assert.strictEqual((yield* rewritten).reason._tag, "AuthorizationError", "a decision is only followed, never changed")
    })
  )
})

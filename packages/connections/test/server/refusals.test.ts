import { ConnectError } from "@beep/connections/contract/ConnectError"
import { Connections } from "@beep/connections/server/Connections"
import { type Intuit, StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"

const { connect, stateOf } = TestConnections
const suite = TestConnections.layer.pipe(Layer.provideMerge(TestDatabase.layer))

const fault = (code: string, status: number) => () =>
  Response.json(
    { Fault: { Error: [{ Message: `said by Intuit ${code}`, Detail: `detail of Intuit ${code}`, code }], type: "SystemFault" } },
    { status }
  )

interface Case {
  readonly error: ConnectError
  readonly when: string
  /** What the person brings back besides the state. */
  readonly brings: { readonly code?: string; readonly realmId?: string; readonly error?: string }
  readonly order?: (intuit: Intuit) => void
  readonly wait?: true
}

const good = { code: "good", realmId: "9130347000000100" }

const cases: ReadonlyArray<Case> = [
  { error: "denied", when: "the person declined", brings: { error: "access_denied" } },
  { error: "not_completed", when: "Intuit ended the sign-in with another error", brings: { error: "temporarily_unavailable" } },
  { error: "not_completed", when: "neither code nor error came back", brings: {} },
  { error: "not_completed", when: "the company was not a company's id", brings: { code: "c", realmId: "../../etc" } },
  { error: "not_completed", when: "ten minutes had passed", brings: good, wait: true },
  { error: "code_used", when: "the code was used before", brings: { code: "spent", realmId: "9130347000000101" } },
  {
    error: "not_admin",
    when: "the sign-in may not reach the company (120)",
    brings: good,
    order: (i) => (i.data = fault("120", 403))
  },
  {
    error: "not_admin",
    when: "the company answers 403 without a code",
    brings: good,
    order: (i) => (i.data = () => new Response("", { status: 403 }))
  },
  {
    error: "subscription_inactive",
    when: "the subscription has lapsed (6190)",
    brings: good,
    order: (i) => (i.data = fault("6190", 403))
  },
  { error: "unavailable", when: "Intuit's token endpoint is down", brings: good, order: (i) => (i.exchangeAnswer = "down") }
]

const Entry = Schema.Array(Schema.Struct({ text: Schema.String }))

const entries = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select row_to_json(e)::text as text from audit.entry e where client_id = ${clientId}::uuid order by id`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Entry)),
    Effect.map((rows) => rows.map(({ text }) => text))
  )

layer(suite, { timeout: "2 minutes" })("why a company was not connected", (it) => {
  it.effect.each(cases)("$error when $when: nothing is kept, the log names the reason and no word of Intuit", (one) =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const connections = yield* Connections
      const intuit = yield* StandInIntuit
      const spent = yield* as(a.owner)(connect(a.clients.unassigned.id, "9130347000000109", "spent")).pipe(Effect.result)
      assert.strictEqual(spent._tag, "Success")
      yield* as(a.owner)(connections.disconnect(a.clients.unassigned.id))
      const client = a.clients.shared.id
      const normal = { data: intuit.data, exchangeAnswer: intuit.exchangeAnswer }
      one.order?.(intuit)
      const state = stateOf(yield* as(a.advisor)(connections.authorize(client)))
      if (one.wait === true) yield* TestClock.adjust("10 minutes")
      const brings = one.brings.code === "good" ? { ...one.brings, code: `good-${state}` } : one.brings
      const result = yield* as(a.advisor)(connections.callback({ state, ...brings }))
      Object.assign(intuit, normal)
      assert.deepStrictEqual(result, {
        _tag: "NotConnected",
        consent: { clientId: client, returnTo: null },
        error: one.error,
        heldBy: null
      })
      assert.strictEqual((yield* as(a.advisor)(connections.status(client))).status, "never")
      const log = (yield* entries(client)).filter((text) => text.includes("connection.")).join("\n")
      assert.include(log, "authorize_started")
      if (one.wait !== true) assert.include(log, one.error)
      assert.notMatch(log, /Intuit|913034700|access-|refresh-/)
      // The control: the same member, client and company without the fault.
      const again = yield* as(a.advisor)(connect(client, "9130347000000100", `again-${state}`))
      assert.strictEqual(again._tag, "Connected")
      yield* as(a.advisor)(connections.disconnect(client))
    })
  )

  it.effect("names the client that has the company, to a member who sees it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const connections = yield* Connections
      yield* as(a.owner)(connect(a.clients.unassigned.id, "9130347000000110", "h-1"))
      const seen = yield* as(a.owner)(connect(a.clients.shared.id, "9130347000000110", "h-2"))
      assert.deepStrictEqual(seen, {
        _tag: "NotConnected",
        consent: { clientId: a.clients.shared.id, returnTo: null },
        error: "already_connected",
        heldBy: a.clients.unassigned.id
      })
      assert.strictEqual((yield* as(a.owner)(connections.status(a.clients.shared.id))).status, "never")
    })
  )

  it.effect("answers alike whether a colleague's client, which the member does not see, or another firm has the company", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      yield* as(a.owner)(connect(a.clients.unassigned.id, "9130347000000111", "u-1"))
      yield* as(b.owner)(connect(b.clients.shared.id, "9130347000000112", "u-2"))
      const colleague = yield* as(a.advisor)(connect(a.clients.shared.id, "9130347000000111", "u-3"))
      const firm = yield* as(a.advisor)(connect(a.clients.shared.id, "9130347000000112", "u-4"))
      assert.strictEqual(colleague._tag === "NotConnected" ? colleague.error : "", "refused")
      assert.deepStrictEqual(colleague, firm)
    })
  )

  it("has a case for every reason", () => {
    const elsewhere: ReadonlyArray<ConnectError> = [
      "not_recognized",
      "already_used",
      "already_connected",
      "refused",
      "different_company"
    ]
    const covered = new Set([...cases.map((one) => one.error), ...elsewhere])
    assert.deepStrictEqual(
      ConnectError.literals.filter((error) => !covered.has(error)),
      []
    )
  })
})

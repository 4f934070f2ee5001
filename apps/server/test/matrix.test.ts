import { clientReach, permissions } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, type Firm, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { asked, type EndpointCase, endpoints, fill, idsIn } from "./endpoints.ts"
import { call, isProblem, signIn } from "./http.ts"
import { layer as testServer } from "./TestServer.ts"

const makeWorld = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  const sessions = new Map<Role, { readonly cookie: string; readonly origin: string }>()
  for (const role of Role.literals) sessions.set(role, yield* signIn(a[role]))
  return { a, b, sessions }
})

/** Two firms, and a session of each role of the first. */
class World extends Context.Service<World, Effect.Success<typeof makeWorld>>()("matrix/World") {
  static readonly layer = Layer.effect(World, makeWorld)
}

type Whose = "own" | "unassigned" | "foreign"

const clientOf = (whose: Whose, a: Firm, b: Firm): string =>
  whose === "foreign" ? b.clients.shared.id : whose === "own" ? a.clients.shared.id : a.clients.unassigned.id

const whoseOf = ({ path }: EndpointCase): ReadonlyArray<Whose> =>
  path.includes(":clientId") ? ["own", "unassigned", "foreign"] : ["own"]

/** Ids of nothing: an endpoint that is reached answers that it does not know them. */
const unknownId = "0190a000-0000-7000-8000-00000000dead"

/** The same words for every endpoint, whatever it is about. */
type Verdict = "forbidden" | "hidden" | "reached"

const expected = (endpoint: EndpointCase, role: Role, whose: Whose): Verdict => {
  // Undefined for `session`, which every role has.
  if (permissionRoles.get(endpoint.scope)?.includes(role) === false) return "forbidden"
  if (whose === "foreign" || (whose === "unassigned" && clientReach[role] === "assigned")) return "hidden"
  return "reached"
}

const permissionRoles: ReadonlyMap<string, ReadonlyArray<Role>> = new Map(
  Object.entries(permissions).map(([capability, { roles }]) => [capability, roles])
)

const ask = Effect.fnUntraced(function* (endpoint: EndpointCase, who: Person, role: Role, whose: Whose) {
  const { a, b, sessions } = yield* World
  const row = asked[endpoint.name]
  if (row === undefined) return yield* Effect.die(new Error(`no row for ${endpoint.name}`))
  const headers = row.endsSession ? yield* signIn(who) : sessions.get(role)
  const ids = Object.fromEntries(idsIn(`${endpoint.path}${row.query ?? ""}`).map((name) => [name, unknownId]))
  const path = fill(`${endpoint.path}${row.query === undefined ? "" : `?${row.query}`}`, {
    ...ids,
    documentId: unknownId,
    entityType: "Invoice",
    feature: "email.digest",
    qboId: "1",
    advisorId: who.member.id,
    clientId: clientOf(whose, a, b)
  })
  return yield* call(path, {
    method: endpoint.method,
    headers: { ...headers, ...(row.contentType === undefined ? {} : { "content-type": row.contentType }) },
    ...(row.body === undefined
      ? {}
      : { body: typeof row.body === "string" ? fill(row.body, { clientId: clientOf(whose, a, b) }) : row.body })
  })
})

const denialsOf = (who: Person) =>
  Effect.flatMap(
    AdminSql,
    (sql) => sql`select count(*)::int as n from audit.entry where member_id = ${who.member.id} and result = 'denied'`
  ).pipe(Effect.map((rows) => Number(rows[0]?.["n"])))

const closed = endpoints.filter(({ scope }) => scope !== "public")

layer(Layer.orDie(World.layer).pipe(Layer.provideMerge(testServer)))("P0-2 the permission matrix over HTTP", (it) => {
  it("has a row for every endpoint of the contract, and no row for one that is gone", () => {
    assert.deepStrictEqual(Object.keys(asked).toSorted(), endpoints.map(({ name }) => name).toSorted())
  })

  it.effect.each(closed)(
    "$name asks for $scope, of every role and for every client",
    (endpoint) =>
      Effect.gen(function* () {
        const { a } = yield* World
        for (const role of Role.literals) {
          const who = a[role]
          for (const whose of whoseOf(endpoint)) {
            const label = `${role}, ${whose} client`
            const before = yield* denialsOf(who)
            const answer = yield* ask(endpoint, who, role, whose)
            const denied = (yield* denialsOf(who)) - before
            switch (expected(endpoint, role, whose)) {
              case "forbidden":
                assert.strictEqual(answer.status, 403, `${label}: ${answer.text}`)
                assert.include(answer.text, "role-forbidden", label)
                assert.isTrue(isProblem(answer), label)
                assert.strictEqual(denied, 1, `${label}: a denial is audited`)
                break
              case "hidden":
                assert.strictEqual(answer.status, 404, `${label}: ${answer.text}`)
                assert.isTrue(isProblem(answer), label)
                assert.strictEqual(denied, 1, `${label}: a denial is audited`)
                break
              case "reached":
                assert.notInclude([401, 403, 405, 415, 500], answer.status, `${label}: ${answer.text}`)
                if (idsIn(`${endpoint.path}${asked[endpoint.name]?.query ?? ""}`).join() === "clientId") {
                  assert.notStrictEqual(answer.status, 404, `${label}: ${answer.text}`)
                  assert.strictEqual(denied, 0, label)
                }
            }
          }
        }
      }),
    { timeout: 60_000 }
  )

  it.effect.each(closed)("$name is closed without a session", (endpoint) =>
    Effect.gen(function* () {
      const { a, b } = yield* World
      const ids = Object.fromEntries(
        idsIn(`${endpoint.path}${asked[endpoint.name]?.query ?? ""}`).map((name) => [name, unknownId])
      )
      const path = fill(endpoint.path, {
        ...ids,
        entityType: "Invoice",
        feature: "email.digest",
        clientId: clientOf("own", a, b)
      })
      assert.strictEqual((yield* call(path, { method: endpoint.method })).status, 401)
    })
  )

  it.effect("the database lets the same roles see all clients as the matrix", () =>
    Effect.gen(function* () {
      const { a } = yield* World
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      for (const role of Role.literals) {
        const [row] = yield* transaction.run(sql`select app.sees_all_clients() as all`).pipe(as(a[role]))
        assert.strictEqual(row?.["all"], clientReach[role] === "all", role)
      }
    })
  )

  it.effect("tells everybody the matrix as it is enforced, and each caller the own part of it", () =>
    Effect.gen(function* () {
      const { sessions } = yield* World
      for (const role of Role.literals) {
        const me = yield* call("/api/me", { headers: { ...sessions.get(role) } })
        const { capabilities } = yield* decodeMe(me.json)
        assert.deepStrictEqual(
          capabilities,
          Object.keys(permissions).filter((capability) => permissionRoles.get(capability)?.includes(role))
        )
        const told = yield* decodeRoles((yield* call("/api/roles", { headers: { ...sessions.get(role) } })).json)
        assert.deepStrictEqual(
          new Map(told.capabilities.map(({ capability, roles }) => [capability, roles])),
          new Map(Object.entries(permissions).map(([capability, { roles }]) => [capability, roles]))
        )
        assert.deepStrictEqual(told.roles.find((one) => one.role === role)?.clients, clientReach[role])
      }
    })
  )
})

const decodeMe = Schema.decodeUnknownEffect(Schema.Struct({ capabilities: Schema.Array(Schema.String) }))

const decodeRoles = Schema.decodeUnknownEffect(
  Schema.Struct({
    roles: Schema.Array(Schema.Struct({ role: Schema.String, clients: Schema.String })),
    capabilities: Schema.Array(Schema.Struct({ capability: Schema.String, roles: Schema.Array(Schema.String) }))
  })
)

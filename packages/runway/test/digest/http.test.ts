import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { ClientList } from "../../src/contract/ClientsApi.ts"
import { Derivation } from "../../src/contract/digest/Derivation.ts"
import { Digest } from "../../src/contract/digest/Digest.ts"
import { footer } from "../../src/contract/messages.ts"
import { ClientList as ClientLists } from "../../src/server/clients/ClientList.ts"
import { account, dollars } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { get, server, signIn } from "../overHttp.ts"
import { dice } from "./generatedBooks.ts"

const from = <S extends Schema.Codec<unknown, unknown>>(schema: S) => Schema.decodeUnknownEffect(Schema.fromJsonString(schema))

layer(server)("P1-1.2.2 P1-2.3 clients and digest over HTTP", (it) => {
  it.effect("answers the list of the token's member, 404 for any other, 401 without a session", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const session = yield* signIn(a.advisor)
      const own = yield* get(`/api/advisor/${a.advisor.member.id}/clients?limit=1&sort=name`, session)
      assert.strictEqual(own.status, 200)
      const list = yield* from(ClientList)(own.text)
      assert.deepStrictEqual([list.items.map(({ name }) => name), list.counts.total], [["Bluebird Bakery LLC"], 2])
      const next = yield* get(
        `/api/advisor/${a.advisor.member.id}/clients?limit=1&sort=name&cursor=${encodeURIComponent(list.nextCursor ?? "")}`,
        session
      )
      assert.deepStrictEqual(
        (yield* from(ClientList)(next.text)).items.map(({ name }) => name),
        ["The Alvarez household"]
      )
      for (const other of [a.staff, a.owner, b.advisor]) {
        assert.strictEqual((yield* get(`/api/advisor/${other.member.id}/clients`, session)).status, 404)
      }
      assert.strictEqual((yield* get(`/api/advisor/${a.advisor.member.id}/clients`)).status, 401)
    })
  )

  it.effect("tags the list by its text: the same text is answered 304 without a body, another one whole", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.advisor)
      const path = `/api/advisor/${a.advisor.member.id}/clients`
      const ask = Effect.fnUntraced(function* (known?: string) {
        const client = yield* HttpClient.HttpClient
        const headers = { ...session, ...(known === undefined ? {} : { "if-none-match": known }) }
        const response = yield* client.execute(HttpClientRequest.get(path, { headers }))
        return { status: response.status, etag: response.headers["etag"] ?? "", text: yield* response.text }
      })
      const first = yield* ask()
      assert.match(first.etag, /^"[0-9a-f]{32}"$/)
      assert.deepStrictEqual(yield* ask(`W/${first.etag}`), { status: 304, etag: first.etag, text: "" })
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update tenancy.client set name = 'Bluebird Bakery' where id = ${a.clients.shared.id}`
      const changed = yield* ask(first.etag)
      assert.deepStrictEqual([changed.status, changed.text.includes('Bluebird Bakery"')], [200, true])
      assert.notStrictEqual(changed.etag, first.etag)
    })
  )

  it.effect("exports the filter as CSV with the fixed footer, audited, to the token's member alone", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.advisor)
      const path = (who: Person) => `/api/advisor/${who.member.id}/clients/export?query=b`
      const { status, text } = yield* get(path(a.advisor), session)
      assert.strictEqual(status, 200)
      const lines = text.split("\r\n")
      assert.deepStrictEqual(
        [lines.length, lines[0]?.split(",")[0], lines[1], lines[2], lines[3]],
        [4, "client", "Bluebird Bakery LLC,business,Not connected,,,,,,,,,,,,", `"${footer}"`, ""]
      )
      assert.strictEqual((yield* get(path(a.staff), session)).status, 404)
      const admin = yield* TestDatabase.AdminSql
      const [audited] = yield* admin`select count(*)::int as n from audit.entry
        where organization_id = ${a.organization.id} and action = 'export.created'`
      assert.strictEqual(audited?.["n"], 1)
    })
  )

  it.effect("answers 400, never 5xx, to parameters that are not ours", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.advisor)
      const path = `/api/advisor/${a.advisor.member.id}/clients`
      const forged = (key: string) => `cursor=${encodeURIComponent(`["runway",${key}]`)}`
      const id = a.clients.shared.id
      const hostile = [
        forged(`[99999999999,0,"",${JSON.stringify(id)}]`),
        forged(`[0,0,"\\u0000",${JSON.stringify(id)}]`),
        forged(`[0,0,"","x"]`),
        forged(`[0,0,"\\ud800",${JSON.stringify(id)}]`),
        "query=%00",
        "limit=0",
        "limit=101",
        "limit=x",
        "sort=days",
        "band=blue",
        "cursor=%5B1%5D",
        "cursor=%00",
        "assignedTo=1",
        "attention=maybe",
        "connection=%27"
      ]
      for (const query of hostile) assert.strictEqual((yield* get(`${path}?${query}`, session)).status, 400, query)
      for (const query of [
        forged(`[0,1e308,"\\u00e9",${JSON.stringify(id)}]`),
        "query=%25%27%22%5C",
        "query=",
        "band=red&attention=true"
      ])
        assert.strictEqual((yield* get(`${path}?${query}`, session)).status, 200, query)
    })
  )

  it.effect(
    "P1-1.2.2 answers 200 or 400 to any query there is",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const session = yield* signIn(a.advisor)
        const names = ["sort", "query", "band", "attention", "connection", "assignedTo", "week", "cursor", "limit", "of_nobody"]
        const pieces = [
          "",
          "0",
          "-1",
          "1e9",
          "red",
          "name",
          "true",
          "[]",
          "{}",
          '"',
          "'",
          "\\",
          "%",
          "\0",
          "\u{1f41d}",
          "\u2028",
          "null",
          '["runway",[0,0,"","x"]]',
          a.staff.member.id
        ]
        const roll = dice(20_261_122)
        const any = (of: ReadonlyArray<string>): string => of[roll(of.length)] ?? ""
        const seen = new Map<number, number>()
        for (let time = 0; time < 300; time += 1) {
          const query = Array.from({ length: 1 + roll(4) }, () =>
            [any(names), Array.from({ length: 1 + roll(3) }, () => any(pieces)).join("")].map(encodeURIComponent).join("=")
          ).join("&")
          const { status, text } = yield* get(`/api/advisor/${a.advisor.member.id}/clients?${query}`, session)
          assert.isTrue(status === 200 || status === 400, `${query}: ${status} ${text.slice(0, 200)}`)
          seen.set(status, (seen.get(status) ?? 0) + 1)
        }
        assert.deepStrictEqual([...seen.keys()].toSorted(), [200, 400], "some are good")
      }),
    { timeout: 60_000 }
  )

  it.effect("sends digest and derivation in their wire form, and nothing of the mirror beside it", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const session = yield* signIn(a.advisor)
      const memory = yield* LedgerMemory
      const { shared } = a.clients
      const base = `/api/advisor/clients/${shared.id}`
      const unsynced = yield* from(Digest)((yield* get(`${base}/digest`, session)).text)
      assert.deepStrictEqual([unsynced.runway.state, unsynced.runway.unknownBecause], ["unknown", "never_synced"])
      yield* memory.put(shared.id, { accounts: [account("35", dollars(3))] })
      const digest = yield* get(`${base}/digest`, session)
      assert.include(digest.text, `"total":{"minor":"300","currency":"USD"}`)
      assert.notInclude(digest.text, "syncPoint")
      const derivation = yield* from(Derivation)((yield* get(`${base}/derivation?figure=cash`, session)).text)
      assert.deepStrictEqual([derivation.value?.numerator, derivation.parts[0]?.rows.length], [300n, 1])
      for (const path of ["digest", "derivation?figure=cash", "ledger/Bill/1"]) {
        assert.strictEqual((yield* get(`/api/advisor/clients/${b.clients.shared.id}/${path}`, session)).status, 404, path)
      }
      assert.strictEqual((yield* get(`${base}/derivation?figure=profit`, session)).status, 400)
      for (const path of ["Secret/1", "Bill/%00"])
        assert.strictEqual((yield* get(`${base}/ledger/${path}`, session)).status, 400, path)
    })
  )

  it.effect("lets an advisor start a sync and notes who worked, and not a viewer", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const client = yield* HttpClient.HttpClient
      const start = Effect.fnUntraced(function* (who: Person) {
        const session = yield* signIn(who)
        return (yield* client.execute(
          HttpClientRequest.post(`/api/advisor/clients/${a.clients.shared.id}/sync`, { headers: session })
        )).status
      })
      assert.strictEqual(yield* start(a.viewer), 403)
      assert.strictEqual(yield* start(a.advisor), 200)
      const lists = yield* ClientLists
      assert.strictEqual((yield* lists.get(a.clients.shared.id).pipe(as(a.advisor))).item?.lastWorked?.by, "Adam Advisor")
    })
  )
})

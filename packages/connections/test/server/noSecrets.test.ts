import { Connections } from "@beep/connections/server/Connections"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { defaultRates, RealmLimits } from "@beep/quickbooks/RealmLimits"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Inspectable, Layer, Logger, Redacted, References, Schema, Tracer } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"

const wire = QuickBooks.layerNoDeps.pipe(Layer.provide([RealmLimits.layerNoDeps(defaultRates), FetchHttpClient.layer]))
const suite = wire.pipe(Layer.provideMerge(TestConnections.layer), Layer.provideMerge(TestDatabase.layer))

const realm = "9130357000123456"

/** As text, and as the bytes of the text in the ways a dump shows bytes. */
const disguises = (secret: string) => {
  const bytes = Buffer.from(secret)
  return [secret, bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, "")]
}

const found = (text: string, secrets: Iterable<string>) =>
  Array.from(secrets).filter((secret) => disguises(secret).some((form) => text.includes(form)))

const Names = Schema.Array(Schema.Struct({ name: Schema.String }))
const Lines = Schema.Array(Schema.Struct({ line: Schema.String }))

/** Every row of every table of the schema, as the superuser sees it. */
const dump = Effect.gen(function* () {
  const admin = yield* TestDatabase.AdminSql
  const tables = yield* Schema.decodeUnknownEffect(Names)(
    yield* admin`select tablename as name from pg_tables where schemaname = 'connections' order by 1`
  )
  const rows = yield* Effect.forEach(tables, ({ name }) =>
    Effect.flatMap(
      admin.unsafe(`select '${name} ' || t::text as line from connections.${name} t`),
      Schema.decodeUnknownEffect(Lines)
    )
  )
  return rows.flat().map(({ line }) => line)
})

/** A life of a link: consent, a read, an expired token, a renewal, a refusal, the end. */
const life = Effect.gen(function* () {
  const { a } = yield* twoTenants
  const intuit = yield* StandInIntuit
  const connections = yield* Connections
  const quickbooks = yield* QuickBooks
  const me = as(a.advisor)
  const clientId = a.clients.shared.id
  const secrets = new Set<string>([realm])
  const admin = yield* TestDatabase.AdminSql
  // Calls wait their turn. The virtual clock stays near the real work: an hour ahead, the token would have ended.
  const paced = Effect.fnUntraced(function* <A, E, R>(call: Effect.Effect<A, E, R>) {
    const fiber = yield* Effect.forkChild(call)
    while (fiber.pollUnsafe() === undefined) {
      yield* admin`select 1`
      yield* TestClock.adjust("50 millis")
    }
    return yield* Fiber.join(fiber)
  })
  const read = me(
    connections.withAccessToken(clientId, (accessToken, realmId) => {
      secrets.add(Redacted.value(accessToken))
      return quickbooks.count({ accessToken, realmId }, "Bill")
    })
  ).pipe(paced)
  intuit.data = () => Response.json({ QueryResponse: { totalCount: 3 } })
  // Intuit's codes work once.
  const code = `code-of-the-consent-of-${clientId}`
  assert.strictEqual((yield* me(TestConnections.connect(clientId, realm, code)))._tag, "Connected")
  secrets.add(code)
  assert.strictEqual(yield* read, 3)
  intuit.expireAccess()
  yield* TestClock.adjust("1 second")
  assert.strictEqual(yield* read, 3)
  intuit.data = () => new Response(`{"Fault":{"Error":[{"Message":"for ${realm}","Detail":"d","code":"6000"}]}}`, { status: 400 })
  yield* TestClock.adjust("1 second")
  assert.strictEqual((yield* Effect.flip(read))._tag, "BusinessRule")
  // A broken answer, logged and tried again.
  let broken = true
  intuit.data = () => {
    const answer = broken ? new Response(`<html>${realm}</html>`, { status: 502 }) : Response.json({ QueryResponse: {} })
    broken = false
    return answer
  }
  assert.strictEqual(yield* read, 0)
  for (const token of intuit.handed()) secrets.add(token)
  const stored = yield* dump
  yield* TestClock.adjust("1 hour")
  intuit.refreshAnswer = "invalid_grant"
  assert.strictEqual((yield* Effect.flip(read))._tag, "ReconnectRequired")
  intuit.refreshAnswer = "rotate"
  yield* me(connections.disconnect(clientId))
  return { secrets, stored, clientId }
})

layer(suite)("what is kept and said of a link", (it) => {
  it.effect("a full dump holds no token, no code and no company id, in no disguise", () =>
    Effect.gen(function* () {
      const { clientId, secrets, stored } = yield* life
      assert.isAtLeast(secrets.size, 6)
      const text = stored.join("\n")
      for (const table of ["connection ", "oauth_state ", "quickbooks_gate ", "call_count "]) assert.include(text, table)
      assert.deepStrictEqual(found(text, secrets), [])
      // The control: the same search finds what is there.
      assert.deepStrictEqual(found(text, [clientId]), [clientId])
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update connections.connection set last_error_code = ${realm} where client_id = ${clientId}::uuid`
      assert.deepStrictEqual(found((yield* dump).join("\n"), secrets), [realm])
    })
  )

  it.effect("logs and spans hold none either", () =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const lines: Array<string> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      // Before any redaction: what no logger could then let through.
      const logger = Logger.make(({ cause, fiber, message }) => {
        const parts = [message, Cause.pretty(cause), fiber.getRef(References.CurrentLogAnnotations)]
        lines.push(parts.map((part) => Inspectable.toStringUnknown(part)).join(" "))
      })
      const { secrets } = yield* life.pipe(Effect.withTracer(tracer), Effect.provide(Logger.layer([logger])))
      // What an exporter sends of a span: its words, its attributes, its events, and why it failed.
      const said = spans.map(({ attributes, events, name, status }) => {
        const failure = status._tag === "Ended" && Exit.isFailure(status.exit) ? Cause.pretty(status.exit.cause) : ""
        return [name, failure, ...[...attributes, ...events].map((part) => Inspectable.toStringUnknown(part))].join(" ")
      })
      assert.isAbove(spans.length, 30)
      assert.isTrue(spans.some((span) => span.name === "QuickBooks.count"))
      assert.isTrue(said.some((text) => text.includes("BusinessRule")))
      assert.isTrue(lines.some((line) => line.includes("tried again")))
      assert.deepStrictEqual(found([...said, ...lines].join("\n"), secrets), [])
    })
  )
})

import { Connections } from "@beep/connections/server/Connections"
import { Webhooks } from "@beep/connections/server/Webhooks"
import { WebhookSettings } from "@beep/connections/server/WebhookSettings"
import { cloudEventsBody, legacyBody, signatureOf } from "@beep/connections/testing/webhookDelivery"
import { webhookDeliveries } from "@beep/observability/metrics"
import { as } from "@beep/tenancy/testing/twoTenants"
import { listening } from "@beep/test-kit/listening"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Metric } from "effect"
import { SqlClient } from "effect/sql"
import { deliver, entriesOf, linked, newCompany, rowsOf, suite, tokens } from "./support/inbox.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

/** The delivery of a shape of which most was ignored. */
const ignoredMost = (shape: "legacy" | "cloudevents" | "unreadable") =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select unknown_company, unknown_entity, times, octet_length(body_hash) as hash_bytes
      from connections.webhook_ignored where shape = ${shape} order by unknown_company desc, unknown_entity desc limit 1`
  )
const ignoredCount = Effect.map(
  Effect.flatMap(AdminSql, (admin) => admin`select count(*)::int as n from connections.webhook_ignored`),
  ([row]) => Number(row?.["n"])
)

layer(suite)("a delivery of Intuit", (it) => {
  it.effect("is kept with what it names and nothing else, in both shapes", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const legacy = legacyBody([
        { realmId: bakery, entity: "Vendor", id: "3", operation: "Merge", deletedId: "9", at: "2023-12-01T11:00:00-0800" }
      ])
      assert.deepStrictEqual(yield* deliver(legacy), { kept: 1, duplicates: 0, ignored: 0 })
      const event = { realmId: bakery, entity: "billpayment", id: "40", operation: "voided", eventId: "e-1" }
      assert.deepStrictEqual(yield* deliver(cloudEventsBody([event])), { kept: 1, duplicates: 0, ignored: 0 })
      const waiting = { failures: 0, outcome: null, taken: false }
      assert.deepStrictEqual(yield* rowsOf(a.clients.shared.id), [
        {
          ...waiting,
          shape: "legacy",
          entity: "Vendor",
          entity_id: "3",
          operation: "merge",
          deleted_id: "9",
          occurred_at: new Date("2023-12-01T19:00:00Z")
        },
        {
          ...waiting,
          shape: "cloudevents",
          entity: "BillPayment",
          entity_id: "40",
          operation: "void",
          deleted_id: null,
          occurred_at: new Date("2026-03-04T13:06:07Z")
        }
      ])
    })
  )

  it.effect("counts once what comes twice, within one delivery and in two, and writes no entry for the second", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const change = { realmId: bakery, id: "12" }
      const both = [legacyBody([change, change]), cloudEventsBody([change, change])]
      for (const body of both) {
        assert.deepStrictEqual(yield* deliver(body), { kept: 1, duplicates: 1, ignored: 0 })
        assert.deepStrictEqual(yield* deliver(body), { kept: 0, duplicates: 2, ignored: 0 })
      }
      assert.lengthOf(yield* rowsOf(a.clients.shared.id), 2)
      assert.lengthOf(yield* entriesOf(a.organization.id, "webhook.received"), 2)
      // The control: the same record changed again is another event.
      assert.strictEqual((yield* deliver(legacyBody([{ ...change, at: "2026-03-04T05:06:08-08:00" }]))).kept, 1)
      assert.strictEqual((yield* deliver(cloudEventsBody([{ ...change, eventId: "event-2" }]))).kept, 1)
    })
  )

  it.effect("counts once what comes several times at the same moment, in whatever order", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const changes = Array.from({ length: 40 }, (_, n) => ({ realmId: bakery, id: String(n), eventId: `at-once-${n}` }))
      const bodies = [changes, changes.toReversed(), changes.slice(20), changes].map(cloudEventsBody)
      const received = yield* Effect.forEach(bodies, (body) => deliver(body), { concurrency: "unbounded" })
      assert.strictEqual(
        received.reduce((total, { kept }) => total + kept, 0),
        40
      )
      assert.lengthOf(yield* rowsOf(a.clients.shared.id), 40)
    })
  )

  it.effect("keeps what comes late and out of order beside what came first", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      for (const at of ["2026-03-04T10:00:00Z", "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"])
        yield* deliver(legacyBody([{ realmId: bakery, at }]))
      const times = (yield* rowsOf(a.clients.shared.id)).map((row) => row["occurred_at"])
      assert.sameDeepMembers(times, [
        new Date("2026-03-04T10:00:00Z"),
        new Date("2026-03-01T10:00:00Z"),
        new Date("2026-03-02T10:00:00Z")
      ])
    })
  )

  it.effect("goes to each of its companies, with one entry in the log of each organization", () =>
    Effect.gen(function* () {
      const { a, b, bakery, dental, other } = yield* linked
      const body = cloudEventsBody([
        { realmId: bakery, eventId: "m-1" },
        { realmId: other, eventId: "m-2", entity: "customer" },
        { realmId: dental, eventId: "m-3" },
        { realmId: bakery, eventId: "m-4", entity: "vendor" }
      ])
      assert.deepStrictEqual(yield* deliver(body), { kept: 4, duplicates: 0, ignored: 0 })
      const entitiesOf = (clientId: typeof a.clients.shared.id) =>
        Effect.map(rowsOf(clientId), (rows) => rows.map((row) => row["entity"]).toSorted())
      assert.deepStrictEqual(yield* entitiesOf(a.clients.shared.id), ["Invoice", "Vendor"])
      assert.deepStrictEqual(yield* entitiesOf(a.clients.unassigned.id), ["Invoice"])
      assert.deepStrictEqual(yield* entitiesOf(b.clients.shared.id), ["Customer"])
      const entry = { actor_job: "webhooks.receive", entity_type: "webhook_delivery", result: "ok", reason: null }
      assert.deepStrictEqual(yield* entriesOf(a.organization.id, "webhook.received"), [
        { ...entry, client_id: null, after: { events: 3, duplicates: 0, clients: 2 } }
      ])
      assert.deepStrictEqual(yield* entriesOf(b.organization.id, "webhook.received"), [
        { ...entry, client_id: b.clients.shared.id, after: { events: 1, duplicates: 0, clients: 1 } }
      ])
    })
  )

  it.effect("of a company nobody linked is ignored: a hash and counts stay, the company's id does not", () =>
    Effect.gen(function* () {
      const { bakery } = yield* linked
      const stranger = newCompany()
      const body = legacyBody([{ realmId: stranger }, { realmId: stranger, id: "2" }, { realmId: bakery }])
      assert.deepStrictEqual(yield* deliver(body), { kept: 1, duplicates: 0, ignored: 2 })
      assert.deepStrictEqual(yield* deliver(body), { kept: 0, duplicates: 1, ignored: 2 })
      assert.deepStrictEqual(yield* ignoredMost("legacy"), [{ unknown_company: 2, unknown_entity: 0, times: 2, hash_bytes: 32 }])
      const admin = yield* AdminSql
      const naming = (text: string) =>
        Effect.map(
          admin`select count(*)::int as n from (select t::text as line from connections.webhook_event t union all
            select t::text from connections.webhook_ignored t union all select t::text from connections.connection t union all
            select t::text from audit.entry t) as all_rows where line like ${`%${text}%`}`,
          ([row]) => Number(row?.["n"])
        )
      assert.deepStrictEqual([yield* naming(stranger), yield* naming(bakery)], [0, 0])
      // The control: the search finds what is there.
      assert.isAbove(yield* naming("webhooks.receive"), 0)
    })
  )

  it.effect("of an entity type that is not mirrored, or an id no record has, is ignored and counted", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const body = cloudEventsBody([
        { realmId: bakery, entity: "estimate", eventId: "u-1" },
        { realmId: bakery, id: "'; drop table x; --", eventId: "u-2" },
        { realmId: bakery, id: "\u0000", eventId: "u-3" },
        { realmId: bakery, entity: "__proto__", eventId: "u-4" },
        { realmId: bakery, eventId: "u-5" }
      ])
      assert.deepStrictEqual(yield* deliver(body), { kept: 1, duplicates: 0, ignored: 4 })
      assert.lengthOf(yield* rowsOf(a.clients.shared.id), 1)
      assert.deepInclude((yield* ignoredMost("cloudevents"))[0], { unknown_company: 0, unknown_entity: 4 })
    })
  )

  it.effect("of a company that was disconnected is of an unknown company", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      assert.strictEqual((yield* deliver(legacyBody([{ realmId: bakery }]))).kept, 1)
      yield* as(a.owner)(Effect.flatMap(Connections, (connections) => connections.disconnect(a.clients.shared.id)))
      assert.deepStrictEqual(yield* deliver(legacyBody([{ realmId: bakery, id: "2" }])), { kept: 0, duplicates: 0, ignored: 1 })
    })
  )

  it.effect("without a signature, with a wrong one, or one of another body leaves nothing behind", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const webhooks = yield* Webhooks
      const before = yield* ignoredCount
      const body = legacyBody([{ realmId: bakery }])
      const good = yield* signatureOf(tokens[0], body)
      const bad = [
        null,
        "",
        "1234",
        "not base64 at all!",
        good.toLowerCase(),
        yield* signatureOf("another-verifier-token", body),
        yield* signatureOf(tokens[0], `${body} `)
      ]
      for (const signature of bad) {
        const refused = yield* Effect.flip(webhooks.receive({ rawBody: bytes(body), signature }))
        assert.strictEqual(refused._tag, "SignatureRefused", String(signature))
      }
      assert.lengthOf(yield* rowsOf(a.clients.shared.id), 0)
      assert.strictEqual(yield* ignoredCount, before)
      assert.strictEqual((yield* webhooks.receive({ rawBody: bytes(body), signature: good })).kept, 1)
    })
  )

  it.effect("is taken with either token of a rotation", () =>
    Effect.gen(function* () {
      const { bakery } = yield* linked
      for (const [index, token] of tokens.entries()) {
        assert.strictEqual((yield* deliver(legacyBody([{ realmId: bakery, id: String(index) }]), token)).kept, 1)
      }
    })
  )

  it.effect("that is signed and of no known shape is refused, and its hash is kept once", () =>
    Effect.gen(function* () {
      const before = yield* ignoredCount
      for (const body of ["", "{", "null", '{"eventNotifications":[{"realmId":1}]}', "\u0000", '[{"id":"x"}]']) {
        for (let time = 0; time < 2; time++)
          assert.strictEqual((yield* Effect.flip(deliver(body)))._tag, "DeliveryUnreadable", body)
      }
      assert.strictEqual(yield* ignoredCount, before + 6)
      assert.deepStrictEqual(yield* ignoredMost("unreadable"), [
        { unknown_company: 0, unknown_entity: 0, times: 2, hash_bytes: 32 }
      ])
    })
  )

  it.effect("that names nothing is taken and changes nothing", () =>
    Effect.gen(function* () {
      const before = yield* ignoredCount
      for (const body of ["[]", '{"eventNotifications":[]}']) {
        assert.deepStrictEqual(yield* deliver(body), { kept: 0, duplicates: 0, ignored: 0 })
      }
      assert.strictEqual(yield* ignoredCount, before)
    })
  )

  it.effect("says unavailable while webhooks are not configured, whatever it is signed with", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const refused = yield* Effect.flip(
        deliver(legacyBody([{ realmId: bakery }])).pipe(
          Effect.provide(Layer.fresh(Webhooks.layer).pipe(Layer.provide(Layer.succeed(WebhookSettings, { verifierTokens: [] }))))
        )
      )
      assert.strictEqual(refused._tag, "Unavailable")
      assert.lengthOf(yield* rowsOf(a.clients.shared.id), 0)
    })
  )

  it.effect("cannot be looked up or written by the serving role except through its functions", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      for (const statement of [
        sql`select 1 from connections.webhook_ignored`,
        sql`delete from connections.webhook_ignored`,
        sql`update connections.webhook_event set entity = 'Bill'`
      ]) {
        // Allowed, these would succeed on no row: without a tenant none is seen.
        assert.strictEqual((yield* Effect.exit(statement))._tag, "Failure")
      }
      // The control: the function itself is open to it.
      assert.deepStrictEqual(yield* sql`select * from connections.clients_of_companies('["00"]'::jsonb)`, [])
    })
  )

  it.effect("is counted by its shape and by what became of it", () =>
    Effect.gen(function* () {
      const { bakery } = yield* linked
      const counted = Effect.forEach(
        [
          { shape: "legacy", result: "kept" },
          { shape: "cloudevents", result: "kept" },
          { shape: "cloudevents", result: "duplicate" },
          { shape: "legacy", result: "ignored" },
          { shape: "none", result: "unreadable" },
          { shape: "none", result: "refused" }
        ],
        (attributes) =>
          Effect.map(Metric.value(Metric.withAttributes(webhookDeliveries, attributes)), ({ count }) => Number(count))
      )
      const before = yield* counted
      const events = cloudEventsBody([{ realmId: bakery }, { realmId: bakery, eventId: "event-2" }])
      yield* deliver(legacyBody([{ realmId: bakery }]))
      for (let time = 0; time < 3; time++) yield* deliver(events)
      yield* deliver(legacyBody([{ realmId: newCompany() }]))
      yield* Effect.flip(deliver("{"))
      yield* Effect.flip(deliver(events, "another-verifier-token"))
      const after = yield* counted
      assert.deepStrictEqual(
        after.map((count, index) => count - (before[index] ?? 0)),
        [1, 1, 2, 1, 1, 1]
      )
    })
  )

  it.effect("leaves no company, record, token or body in logs and spans on any way through", () =>
    Effect.gen(function* () {
      const { bakery } = yield* linked
      const [stranger, record] = [newCompany(), "record-zebra-31"]
      const heard = listening()
      const body = legacyBody([
        { realmId: bakery, id: record },
        { realmId: bakery, id: record, entity: "Estimate" },
        { realmId: stranger, id: record }
      ])
      yield* Effect.gen(function* () {
        yield* Effect.logTrace("the logger is heard")
        assert.deepStrictEqual(yield* deliver(body), { kept: 1, duplicates: 0, ignored: 2 })
        yield* Effect.flip(deliver(`{"realm":"${bakery}"}`))
        yield* Effect.flip(deliver(body, "another-verifier-token"))
      }).pipe(Effect.provide(heard.layer))
      const told = heard.told()
      for (const control of ["the logger is heard", "Webhooks.receive", "sql.transaction", "WebhookEventsRepo.insert"]) {
        assert.include(told, control)
      }
      for (const secret of [bakery, stranger, record, ...tokens, "eventNotifications"]) assert.notInclude(told, secret)
    })
  )
})

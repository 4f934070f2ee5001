import { type Batch, leaseLasts, WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { legacyBody } from "@beep/connections/testing/webhookDelivery"
import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { as } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Duration, Effect, Option } from "effect"
import { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"
import { deliver, entriesOf, linked, rowsOf, suite } from "./support/inbox.ts"

const window = Duration.seconds(3)
const worker = { job: "webhooks.sync", reason: "a test of the worker's side" }

const waitingOf = (organizationId: OrganizationId) =>
  Effect.flatMap(WebhookInbox, (inbox) => inbox.waiting(window)).pipe(
    Effect.map((all) => all.filter((one) => one.organizationId === organizationId).map(({ clientId }) => clientId))
  )

/** As the worker does it: inside one organization, as a job. */
const within =
  (organizationId: OrganizationId) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.flatMap(SystemScope, (scope) => effect.pipe(scope.within(worker, organizationId)))

const takeOf = (organizationId: OrganizationId, clientId: ClientId) =>
  Effect.flatMap(WebhookInbox, (inbox) => inbox.take(clientId)).pipe(within(organizationId))

const taken = (organizationId: OrganizationId, clientId: ClientId) =>
  Effect.flatMap(takeOf(organizationId, clientId), (batch): Effect.Effect<Batch> =>
    Option.isSome(batch) ? Effect.succeed(batch.value) : Effect.die(new Error("nothing to take"))
  )

layer(suite)("events that wait", (it) => {
  it.effect("are shown once the first of a client is old enough, and taken all at once with those that came after", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const [firm, client] = [a.organization.id, a.clients.shared.id]
      yield* deliver(legacyBody([{ realmId: bakery, id: "1" }]))
      yield* TestClock.adjust("2 seconds")
      yield* deliver(
        legacyBody([
          { realmId: bakery, id: "2", entity: "Bill" },
          { realmId: bakery, id: "3" }
        ])
      )
      assert.deepStrictEqual(yield* waitingOf(firm), [])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* waitingOf(firm), [client])
      const batch = yield* taken(firm, client)
      assert.strictEqual(batch.events, 3)
      assert.sameMembers([...batch.entities], ["Invoice", "Bill"])
      assert.strictEqual(
        Duration.toSeconds(Duration.millis(batch.takenAt.epochMilliseconds - batch.firstReceivedAt.epochMilliseconds)),
        3
      )
      assert.deepStrictEqual(yield* waitingOf(firm), [])
    })
  )

  it.effect("are forgotten thirty days after they were seen to, and never while they wait", () =>
    Effect.gen(function* () {
      const { a, bakery, dental } = yield* linked
      const [firm, client] = [a.organization.id, a.clients.shared.id]
      const inbox = yield* WebhookInbox
      const forget = inbox.forget.pipe(within(firm))
      yield* deliver(legacyBody([{ realmId: bakery, id: "1" }]))
      yield* deliver(legacyBody([{ realmId: dental, id: "2" }]))
      const batch = yield* taken(firm, client)
      yield* inbox.close(batch, { outcome: "set_aside", reason: "client_gone" }).pipe(within(firm))
      const admin = yield* AdminSql
      yield* admin`update connections.webhook_event set done_at = done_at - interval '30 days' where organization_id = ${firm}::uuid`
      yield* forget
      assert.lengthOf(yield* rowsOf(client), 1)
      yield* TestClock.adjust("1 second")
      yield* forget
      assert.lengthOf(yield* rowsOf(client), 0)
      assert.lengthOf(yield* rowsOf(a.clients.unassigned.id), 1)
      yield* forget
      const removals = (yield* entriesOf(firm, "scope.used")).filter(({ actor_job }) => actor_job === worker.job)
      assert.deepStrictEqual(
        removals.map(({ after }) => after),
        [{ removed: 1 }]
      )
      // The database keeps what waits, whatever it is asked.
      const transaction = yield* TenantTransaction
      const sql = yield* SqlClient.SqlClient
      yield* as(a.owner)(transaction.run(sql`delete from connections.webhook_event`))
      assert.lengthOf(yield* rowsOf(a.clients.unassigned.id), 1)
    })
  )

  it.effect("go to one of two workers, and to the other what came after", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const take = takeOf(a.organization.id, a.clients.shared.id)
      yield* deliver(legacyBody(Array.from({ length: 20 }, (_, n) => ({ realmId: bakery, id: String(n) }))))
      const batches = yield* Effect.all([take, take, take, take], { concurrency: "unbounded" })
      const sizes = batches.map((batch) => (Option.isSome(batch) ? batch.value.events : 0)).toSorted()
      assert.deepStrictEqual(sizes, [0, 0, 0, 20])
      yield* deliver(legacyBody([{ realmId: bakery, id: "late" }]))
      assert.strictEqual((yield* taken(a.organization.id, a.clients.shared.id)).events, 1)
    })
  )

  it.effect("of a worker that died go to the next one when its time is up, and are no more the dead one's to close", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const [firm, client] = [a.organization.id, a.clients.shared.id]
      const inbox = yield* WebhookInbox
      yield* deliver(legacyBody([{ realmId: bakery }]))
      const dead = yield* taken(firm, client)
      yield* TestClock.adjust(Duration.subtract(leaseLasts, Duration.seconds(1)))
      assert.isTrue(Option.isNone(yield* takeOf(firm, client)))
      yield* within(firm)(inbox.hold(dead))
      yield* TestClock.adjust(Duration.subtract(leaseLasts, Duration.seconds(1)))
      assert.isTrue(Option.isNone(yield* takeOf(firm, client)), "holding on gives more time")
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* waitingOf(firm), [client])
      const next = yield* taken(firm, client)
      yield* within(firm)(inbox.close(dead, { outcome: "synced", syncRunId: null }))
      assert.deepInclude((yield* rowsOf(client))[0], { outcome: null, taken: true })
      assert.lengthOf(yield* entriesOf(firm, "webhook.closed"), 0)
      yield* within(firm)(inbox.close(next, { outcome: "synced", syncRunId: null }))
      assert.deepInclude((yield* rowsOf(client))[0], { outcome: "synced", taken: false })
      assert.deepStrictEqual(yield* entriesOf(firm, "webhook.closed"), [
        {
          actor_job: "webhooks.sync",
          client_id: client,
          entity_type: "client",
          result: "ok",
          reason: null,
          after: { events: 1, outcome: "synced", run: null }
        }
      ])
      assert.isTrue(Option.isNone(yield* takeOf(firm, client)), "what is done is not taken again")
    })
  )

  it.effect("come back after the wait when reading them failed, together with what came meanwhile", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const [firm, client] = [a.organization.id, a.clients.shared.id]
      const inbox = yield* WebhookInbox
      yield* deliver(legacyBody([{ realmId: bakery }]))
      const batch = yield* taken(firm, client)
      assert.strictEqual(batch.failures, 0)
      yield* within(firm)(inbox.putBack(batch, { after: Duration.minutes(1), failed: true }))
      yield* deliver(legacyBody([{ realmId: bakery, id: "2" }]))
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(yield* waitingOf(firm), [])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* waitingOf(firm), [client])
      const again = yield* taken(firm, client)
      assert.deepInclude(again, { events: 2, failures: 1 })
      yield* within(firm)(inbox.close(again, { outcome: "set_aside", reason: "reconnect_required" }))
      assert.deepStrictEqual(
        (yield* entriesOf(firm, "webhook.closed")).map((entry) => [entry["result"], entry["reason"], entry["after"]]),
        [["failed", "reconnect_required", { events: 2, outcome: "set_aside" }]]
      )
    })
  )

  it.effect("stay where they are while their organization is not active", () =>
    Effect.gen(function* () {
      const { a, bakery } = yield* linked
      const admin = yield* AdminSql
      yield* deliver(legacyBody([{ realmId: bakery }]))
      yield* TestClock.adjust(window)
      const status = (to: string) =>
        admin`update tenancy.organization set status = ${to} where organization_id = ${a.organization.id}::uuid`
      yield* status("suspended")
      assert.deepStrictEqual(yield* waitingOf(a.organization.id), [])
      yield* status("active")
      assert.deepStrictEqual(yield* waitingOf(a.organization.id), [a.clients.shared.id])
    })
  )

  it.effect("are seen by their own firm alone, and there by those who see the client", () =>
    Effect.gen(function* () {
      const { a, b, bakery, dental } = yield* linked
      const inbox = yield* WebhookInbox
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      yield* deliver(legacyBody([{ realmId: bakery }, { realmId: dental }]))
      const seen = Effect.map(sql`select client_id from connections.webhook_event`, (rows) => rows.map((row) => row["client_id"]))
      const [shared, unassigned] = [a.clients.shared.id, a.clients.unassigned.id]
      assert.deepStrictEqual(yield* seen, [], "without a tenant")
      assert.deepStrictEqual(yield* as(b.owner)(transaction.run(seen)), [])
      assert.deepStrictEqual(yield* as(a.idleAdvisor)(transaction.run(seen)), [])
      assert.deepStrictEqual(yield* as(a.advisor)(transaction.run(seen)), [shared])
      assert.sameMembers([...(yield* as(a.owner)(transaction.run(seen)))], [shared, unassigned])
      // Neither taken nor closed from outside, even by a job that guessed the client and the batch.
      assert.isTrue(Option.isNone(yield* takeOf(b.organization.id, shared)))
      const batch = yield* taken(a.organization.id, shared)
      yield* within(b.organization.id)(inbox.close(batch, { outcome: "synced", syncRunId: null }))
      assert.deepInclude((yield* rowsOf(shared))[0], { outcome: null, taken: true })
      const planted = sql`insert into connections.webhook_event (organization_id, client_id, event_key, shape, entity, entity_id, operation, received_at)
        values (${a.organization.id}::uuid, ${shared}::uuid, ${new Uint8Array(32)}, 'legacy', 'Bill', '1', 'create', now())`
      assert.strictEqual((yield* Effect.exit(as(b.owner)(transaction.run(planted))))._tag, "Failure")
      assert.strictEqual((yield* Effect.exit(as(a.owner)(transaction.run(planted))))._tag, "Success")
    })
  )
})

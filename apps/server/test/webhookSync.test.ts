import { signatureHeader } from "@beep/connections/contract/WebhooksApi"
import { WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { cloudEventsBody, legacyBody, signatureOf } from "@beep/connections/testing/webhookDelivery"
import type { ClientId } from "@beep/kernel/ids"
import { recordedRealmId } from "@beep/sandbox/companies/recorded"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { twoTenants, type Person } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Option, Schedule, Scope } from "effect"
import * as WebhookSync from "../src/composition/webhookSync.ts"
import { connect, synced } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers, MoreVariables } from "./books/IntuitStandIn.ts"
import { call, signIn } from "./http.ts"

const token = "b5771f19b12ddb4bcdb9f08bdc50bc63878a"

/** The server answers and does nothing by itself: the worker is what each test starts. */
const suite = bothServers.pipe(
  Layer.provide(Layer.succeed(MoreVariables, { APP_ROLE: "api", OAUTH_INTUIT_WEBHOOK_TOKENS: token }))
)

let used = 0

/** A client whose books are read; a company belongs to one client, so each takes another one. */
const makeClient = Effect.fnUntraced(function* (who: Person) {
  const { companies, order } = yield* IntuitStandIn
  const company = companies.filter(({ realmId }) => realmId !== recordedRealmId)[used]
  used += 1
  if (company === undefined) return yield* Effect.die(new Error("no company is left"))
  const session = yield* signIn(who)
  const clientId = yield* connect(who, session, company)
  yield* synced(session, clientId)
  return { clientId, realmId: company.realmId, order }
})

const post = Effect.fnUntraced(function* (body: string) {
  const headers = { [signatureHeader]: yield* signatureOf(token, body), "content-type": "application/json" }
  assert.strictEqual((yield* call("/webhooks/intuit", { method: "POST", headers, body })).status, 200)
})

/** A worker for as long as the scope is open, with a short time of gathering. */
const worker = Effect.gen(function* () {
  const scope = yield* Scope.make()
  yield* Layer.buildWithScope(Layer.fresh(WebhookSync.layer("100 millis")), scope)
  return Scope.close(scope, Exit.void)
})

const events = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select outcome, failures, taken_by is not null as taken, sync_run_id,
      done_at >= (select finished_at from runway.sync_run r where r.sync_run_id = e.sync_run_id) as after_its_sync
      from connections.webhook_event e where client_id = ${clientId}::uuid`
  )

type Row = Effect.Success<ReturnType<typeof events>>[number]

const soon = Schedule.spaced("50 millis")

const allDone = (clientId: ClientId) =>
  events(clientId).pipe(Effect.repeat({ until: (rows) => rows.every((row) => row["outcome"] !== null), schedule: soon }))

const runs = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select sync_run_id, outcome, refreshed_at is not null as shown from runway.sync_run
      where client_id = ${clientId}::uuid order by started_at`
  )

const actionsOf = (clientId: ClientId) =>
  Effect.map(
    Effect.flatMap(
      AdminSql,
      (admin) => admin`select action, result from audit.entry where client_id = ${clientId}::uuid
        and actor_job like 'webhooks.%' order by at, id`
    ),
    (rows) => rows.map((row) => `${row["action"]} ${row["result"]}`)
  )

layer(suite, { excludeTestServices: true, timeout: "2 minutes" })("what Intuit announces", (it) => {
  it.effect(
    "waits while no worker runs, and is read once, to the end, when one does",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const { clientId, realmId } = yield* makeClient(a.owner)
        assert.lengthOf(yield* runs(clientId), 1)
        yield* post(
          legacyBody([
            { realmId, id: "1" },
            { realmId, id: "2", entity: "Bill", operation: "Delete" }
          ])
        )
        yield* post(
          cloudEventsBody([
            { realmId, eventId: "late", at: "2020-01-01T00:00:00Z" },
            { realmId, eventId: "twice" }
          ])
        )
        yield* post(cloudEventsBody([{ realmId, eventId: "twice" }]))
        assert.deepStrictEqual(
          (yield* events(clientId)).map((row) => [row["outcome"], row["taken"]]),
          Array.from({ length: 4 }, () => [null, false])
        )
        assert.lengthOf(yield* runs(clientId), 1)
        const stop = yield* worker
        const done = yield* allDone(clientId)
        yield* stop
        const after = yield* runs(clientId)
        assert.lengthOf(after, 2, "one sync for all of them")
        assert.deepInclude(after[1], { outcome: "succeeded", shown: true })
        for (const row of done) {
          assert.deepInclude(row, {
            outcome: "synced",
            failures: 0,
            after_its_sync: true,
            sync_run_id: after[1]?.["sync_run_id"]
          })
        }
        assert.deepStrictEqual(yield* actionsOf(clientId), [
          "webhook.received ok",
          "webhook.received ok",
          "sync.started ok",
          "sync.completed ok",
          "webhook.closed ok"
        ])
      }),
    180_000
  )

  it.effect(
    "of two organizations in one delivery is read in each, and nothing of anybody else's",
    () =>
      Effect.gen(function* () {
        const { a, b } = yield* twoTenants
        const [one, other, bystander] = [yield* makeClient(a.owner), yield* makeClient(b.owner), yield* makeClient(b.owner)]
        yield* post(
          cloudEventsBody([
            { realmId: one.realmId, eventId: "mixed-1" },
            { realmId: other.realmId, eventId: "mixed-2", entity: "vendor" }
          ])
        )
        const stop = yield* worker
        yield* allDone(one.clientId)
        yield* allDone(other.clientId)
        yield* stop
        const counts = [one, other, bystander].map(({ clientId }) => Effect.map(runs(clientId), (rows) => rows.length))
        assert.deepStrictEqual(yield* Effect.all(counts), [2, 2, 1])
        const admin = yield* AdminSql
        const owners = yield* admin`select distinct organization_id, client_id from connections.webhook_event
          where client_id in (${one.clientId}::uuid, ${other.clientId}::uuid, ${bystander.clientId}::uuid)`
        assert.sameDeepMembers(owners.slice(), [
          { organization_id: a.organization.id, client_id: one.clientId },
          { organization_id: b.organization.id, client_id: other.clientId }
        ])
      }),
    180_000
  )

  it.effect(
    "is taken again when the worker that held it died in between",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const { clientId, realmId } = yield* makeClient(a.owner)
        yield* post(legacyBody([{ realmId }]))
        // What a killed process leaves: events taken, and nothing else.
        const [inbox, scope] = [yield* WebhookInbox, yield* SystemScope]
        const dead = yield* inbox.take(clientId).pipe(scope.within({ job: "webhooks.sync", reason: "died" }, a.organization.id))
        assert.isTrue(Option.isSome(dead))
        const mine = { organizationId: a.organization.id, clientId }
        yield* WebhookSync.syncOne(mine)
        assert.deepInclude((yield* events(clientId))[0], { outcome: null, taken: true }, "nobody takes it before its time")
        const admin = yield* AdminSql
        yield* admin`update connections.webhook_event set taken_until = taken_until - interval '30 seconds' where client_id = ${clientId}::uuid`
        const stop = yield* worker
        const [row] = yield* allDone(clientId)
        yield* stop
        assert.deepInclude(row, { outcome: "synced", failures: 0, after_its_sync: true })
        assert.lengthOf(yield* runs(clientId), 2)
      }),
    180_000
  )

  it.effect(
    "is given back by a worker that is stopped in the middle, and read by a run that began after that",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const { clientId, order, realmId } = yield* makeClient(a.owner)
        yield* post(legacyBody([{ realmId }]))
        // Waiting out a fault of its first call, the run is there to be cut off.
        yield* order({ realmId, fault: "bad_gateway", times: 2 })
        const admin = yield* AdminSql
        const stop = yield* worker
        yield* admin`select 1 from runway.sync_run where client_id = ${clientId}::uuid and finished_at is null`.pipe(
          Effect.repeat({ until: (open) => open.length === 1, schedule: soon })
        )
        yield* stop
        assert.deepInclude((yield* events(clientId))[0], { outcome: null, taken: false, failures: 0 })
        const cut = (yield* runs(clientId))[1]
        assert.strictEqual(cut?.["outcome"], null)
        const stopSecond = yield* worker
        const [row] = yield* allDone(clientId)
        yield* stopSecond
        // The run that was cut off had begun before and is gone on with; it does not count.
        const after = yield* runs(clientId)
        assert.lengthOf(after, 3)
        assert.strictEqual(after[1]?.["sync_run_id"], cut?.["sync_run_id"])
        assert.deepInclude(row, { outcome: "synced", sync_run_id: after[2]?.["sync_run_id"], after_its_sync: true })
      }),
    180_000
  )

  it.effect(
    "is kept for later when QuickBooks refuses, and is read when it does not any more",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const { clientId, order, realmId } = yield* makeClient(a.owner)
        const mine = { organizationId: a.organization.id, clientId }
        yield* post(legacyBody([{ realmId }]))
        yield* order({ realmId, fault: "token_expired", times: 2 })
        // More than once only while the first sync of all is still being computed and holds the client.
        const tried = (done: (row: Row) => boolean) =>
          Effect.andThen(WebhookSync.syncOne(mine), events(clientId)).pipe(
            Effect.repeat({ until: ([row]) => row !== undefined && done(row), schedule: soon })
          )
        const [refused] = yield* tried((row) => row["failures"] !== 0 || row["outcome"] !== null)
        const admin = yield* AdminSql
        assert.deepInclude(refused, { outcome: null, taken: false, failures: 1 })
        const [wait] =
          yield* admin`select retry_at > received_at + interval '4 seconds' as later from connections.webhook_event where client_id = ${clientId}::uuid`
        assert.deepStrictEqual(wait, { later: true })
        const [done] = yield* tried((row) => row["failures"] !== 1 || row["outcome"] !== null)
        assert.deepInclude(done, { outcome: "synced", failures: 1, after_its_sync: true })
      }),
    180_000
  )

  it.effect(
    "is set aside when a person must connect the company again first",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const { clientId, realmId } = yield* makeClient(a.owner)
        yield* post(legacyBody([{ realmId }]))
        const admin = yield* AdminSql
        yield* admin`update connections.connection set status = 'needs_reconnect' where client_id = ${clientId}::uuid`
        yield* WebhookSync.syncOne({ organizationId: a.organization.id, clientId })
        assert.deepInclude((yield* events(clientId))[0], { outcome: "set_aside", sync_run_id: null, taken: false })
        assert.include(yield* actionsOf(clientId), "webhook.closed failed")
        assert.lengthOf(yield* runs(clientId), 1)
      }),
    180_000
  )
})

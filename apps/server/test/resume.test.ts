import { recordedRealmId } from "@beep/sandbox/companies/recorded"
import { Sync } from "@beep/runway/server/sync/Sync"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Layer, Schedule } from "effect"
import * as Resume from "../src/composition/resume.ts"
import { connect, synced, syncOf } from "./books/connect.ts"
import { IntuitStandIn, layer as bothServers } from "./books/IntuitStandIn.ts"
import { signIn } from "./http.ts"

const soon = Schedule.spaced("50 millis")

/** A company belongs to one client, so each test takes another one. */
const makeClient = Effect.fnUntraced(function* (index: number) {
  const { a } = yield* twoTenants
  const { companies, order } = yield* IntuitStandIn
  const company = companies.filter(({ realmId }) => realmId !== recordedRealmId)[index]
  if (company === undefined) return yield* Effect.die(new Error("no company"))
  const session = yield* signIn(a.owner)
  const clientId = yield* connect(a.owner, session, company)
  yield* synced(session, clientId)
  // The recomputation after it still holds the client: until then nobody else can go on with it.
  const admin = yield* AdminSql
  yield* admin`select 1 from runway.sync_run where client_id = ${clientId}::uuid and refreshed_at is null`.pipe(
    Effect.repeat({ until: (rows) => rows.length === 0, schedule: soon })
  )
  return { a, session, clientId, order, realmId: company.realmId }
})

layer(bothServers, { excludeTestServices: true, timeout: "2 minutes" })("what a restart cut off", (it) => {
  it.effect(
    "goes on by itself, is read to the end, and doubles nothing",
    () =>
      Effect.gen(function* () {
        const { a, clientId, order, realmId, session } = yield* makeClient(0)
        const admin = yield* AdminSql
        const sync = yield* Sync
        const versions = admin`select entity_type, qbo_id, version_no from runway.ledger_record where client_id = ${clientId}::uuid order by 1, 2, 3`
        const before = yield* versions
        assert.isAbove(before.length, 100)
        assert.isTrue(before.every((row) => row["version_no"] === 1))
        // Forgotten, so that the run that is cut off has all of it to write.
        yield* admin`delete from runway.ledger_record where client_id = ${clientId}::uuid`
        yield* admin`delete from runway.ledger_page where client_id = ${clientId}::uuid`
        // Waiting out a fault in the middle, the run is there to be cut off; the one that goes on meets the second fault.
        yield* order({ realmId, after: 8, fault: "bad_gateway", times: 2 })
        const cut = yield* Effect.forkChild(as(a.owner)(sync.run(clientId)))
        const open = admin`select s.sync_run_id, (select count(*)::int from runway.sync_checkpoint c where c.sync_run_id = s.sync_run_id) as closed
        from runway.sync_run s where s.client_id = ${clientId}::uuid and s.finished_at is null`
        yield* open.pipe(Effect.repeat({ until: ([row]) => Number(row?.["closed"] ?? 0) >= 3, schedule: soon }))
        yield* Fiber.interrupt(cut)
        const [left] = yield* open
        assert.isDefined(left, "the run is still open")
        assert.strictEqual((yield* syncOf(session, clientId)).phase, "running")

        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* Layer.build(Resume.layer())
            const ended = yield* synced(session, clientId)
            assert.strictEqual(ended.phase, "succeeded")
            assert.strictEqual(ended.runId, left?.["sync_run_id"])
            yield* admin`select refreshed_at from runway.sync_run where sync_run_id = ${String(left?.["sync_run_id"])}::uuid`.pipe(
              Effect.repeat({ until: ([row]) => row?.["refreshed_at"] !== null, schedule: soon })
            )
          })
        )
        assert.deepStrictEqual(yield* versions, before)
        const checkpoints =
          yield* admin`select count(*)::int as n, count(distinct entity_type)::int as types from runway.sync_checkpoint where sync_run_id = ${String(left?.["sync_run_id"])}::uuid`
        assert.deepStrictEqual(checkpoints, [{ n: 20, types: 20 }])
        assert.deepStrictEqual(yield* admin`select count(*)::int as n from runway.sync_run where client_id = ${clientId}::uuid`, [
          { n: 2 }
        ])
        const entries =
          yield* admin`select action, actor_job from audit.entry where client_id = ${clientId}::uuid and entity_id = ${String(left?.["sync_run_id"])} order by at, id`
        assert.deepStrictEqual(entries, [
          { action: "sync.started", actor_job: null },
          { action: "sync.resumed", actor_job: "sync.resume" },
          { action: "sync.completed", actor_job: "sync.resume" }
        ])
        const used =
          yield* admin`select after from audit.entry where organization_id = ${a.organization.id}::uuid and action = 'scope.used'`
        assert.deepStrictEqual(used, [{ after: { clients: 1 } }])
      }),
    90_000
  )

  it.effect(
    "recomputes what a finished sync left uncomputed, without reading QuickBooks again",
    () =>
      Effect.gen(function* () {
        const { clientId } = yield* makeClient(1)
        const admin = yield* AdminSql
        yield* admin`update runway.sync_run set refreshed_at = null where client_id = ${clientId}::uuid`
        yield* admin`delete from runway.client_list_row where client_id = ${clientId}::uuid`
        yield* Resume.sweep
        assert.deepStrictEqual(
          yield* admin`select (select count(*)::int from runway.client_list_row where client_id = ${clientId}::uuid and state is not null) as rows,
          (select count(*)::int from runway.sync_run where client_id = ${clientId}::uuid and refreshed_at is not null) as refreshed`,
          [{ rows: 1, refreshed: 1 }]
        )
      }),
    60_000
  )

  it.effect("looks at nothing when nothing is left, and leaves a trace of having looked", () =>
    Effect.gen(function* () {
      const admin = yield* AdminSql
      const looks = admin`select count(*)::int as n from tenancy.system_scope_use where job = 'sync.resume'`
      const [before] = yield* looks
      const entries = admin`select count(*)::int as n from audit.entry where action = 'scope.used'`
      const [used] = yield* entries
      yield* Resume.sweep
      assert.strictEqual(Number((yield* looks)[0]?.["n"]), Number(before?.["n"]) + 1)
      assert.deepStrictEqual((yield* entries)[0], used)
    })
  )

  it.effect(
    "answers the run of a moment ago to somebody who asks again at once",
    () =>
      Effect.gen(function* () {
        const { a, clientId } = yield* makeClient(2)
        const sync = yield* Sync
        const admin = yield* AdminSql
        const first = yield* as(a.owner)(sync.state(clientId))
        assert.strictEqual((yield* as(a.owner)(sync.start(clientId))).runId, first.runId)
        yield* admin`update runway.sync_run set started_at = started_at - interval '31 seconds' where client_id = ${clientId}::uuid`
        assert.notStrictEqual((yield* as(a.owner)(sync.start(clientId))).runId, first.runId)
      }),
    60_000
  )
})

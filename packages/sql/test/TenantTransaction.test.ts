import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { MemberId, OrganizationId } from "@beep/kernel/ids"
import * as Database from "@beep/sql/Database"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as TripCounter from "@beep/test-kit/TripCounter"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer } from "effect"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"

const tenantOf = (n: number): Tenant => ({
  organizationId: OrganizationId.make(`01890000-0000-7000-8000-${String(n).padStart(12, "0")}`),
  memberId: MemberId.make(`01890000-0000-7000-9000-${String(n).padStart(12, "0")}`),
  role: "advisor"
})
const tenant = tenantOf(1)

/** A tenant table as every room makes them. */
const plant = Effect.gen(function* () {
  const admin = yield* TestDatabase.AdminSql
  yield* admin`create table if not exists app.note (organization_id uuid not null, body text not null constraint note_body_key unique)`
  yield* admin`alter table app.note enable row level security`
  yield* admin`alter table app.note force row level security`
  yield* admin`drop policy if exists tenant on app.note`
  yield* admin`create policy tenant on app.note using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()))`
  yield* admin`grant select, insert on app.note to beep_app`
  yield* admin`truncate app.note`
})

const add = (sql: SqlClient.SqlClient, owner: Tenant, body: string) =>
  sql`insert into app.note (organization_id, body) values (${owner.organizationId}, ${body})`

layer(TestDatabase.layer)("TenantTransaction", (it) => {
  it.effect("binds organization, member and role inside, and nothing outside", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const read = sql`select app.org_id() as org, app.member_id() as member, app.sees_all_clients() as all_clients`
      const inside = yield* transaction.run(read)
      assert.deepStrictEqual(inside, [{ org: tenant.organizationId, member: tenant.memberId, all_clients: false }])
      assert.deepStrictEqual(yield* read, [{ org: null, member: null, all_clients: false }])
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )

  it.effect("begins and binds in one round trip before the first query", () =>
    Effect.gen(function* () {
      const database = yield* TestDatabase.TestDatabase
      const counter = yield* TripCounter.make(inject("postgres").port)
      const pool = Database.layer({
        url: counter.through(database.urlOf("beep_app")),
        maxConnections: 1,
        applicationName: "trips"
      })
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const transaction = yield* TenantTransaction
        yield* sql`select 1`
        yield* counter.take
        yield* transaction.run(counter.take.pipe(Effect.tap((trips) => Effect.sync(() => assert.strictEqual(trips, 1)))))
        assert.strictEqual(yield* counter.take, 1, "COMMIT is the only other trip of an empty transaction")
      }).pipe(Effect.provide(Layer.fresh(TenantTransaction.layer).pipe(Layer.provideMerge(pool))))
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )

  it.effect("calls a function that binds its own tenant in one round trip, and leaves nothing bound behind it", () =>
    Effect.gen(function* () {
      const database = yield* TestDatabase.TestDatabase
      const counter = yield* TripCounter.make(inject("postgres").port)
      const pool = Database.layer({
        url: counter.through(database.urlOf("beep_app")),
        maxConnections: 1,
        applicationName: "calls"
      })
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const transaction = yield* TenantTransaction
        const binding = transaction.call(
          ({ memberId, organizationId, role }) => sql`select app.bind(${organizationId}, ${memberId}::uuid, ${role})`
        )
        yield* binding
        yield* counter.take
        yield* binding
        assert.strictEqual(yield* counter.take, 1)
        const bound = sql`select app.org_id() as org`
        assert.deepStrictEqual(yield* bound, [{ org: null }])
        assert.deepStrictEqual(yield* transaction.run(Effect.andThen(binding, bound)), [{ org: tenant.organizationId }])
        const other = Effect.provideService(binding, CurrentTenant, tenantOf(2))
        const mixed = yield* Effect.exit(transaction.run(other))
        assert.isTrue(Exit.isFailure(mixed), "a transaction is never bound to somebody else")
        assert.isTrue(Exit.isSuccess(yield* Effect.exit(other)))
      }).pipe(Effect.provide(Layer.fresh(TenantTransaction.layer).pipe(Layer.provideMerge(pool))))
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )

  it.effect("shows a tenant its rows and nobody else's, and none without a tenant", () =>
    Effect.gen(function* () {
      yield* plant
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const as = (n: number) => Effect.provideService(CurrentTenant, tenantOf(n))
      yield* as(1)(transaction.run(add(sql, tenantOf(1), "mine")))
      yield* as(2)(transaction.run(add(sql, tenantOf(2), "yours")))
      assert.deepStrictEqual(yield* as(1)(transaction.run(sql`select body from app.note`)), [{ body: "mine" }])
      assert.deepStrictEqual(yield* as(2)(transaction.run(sql`select body from app.note`)), [{ body: "yours" }])
      assert.deepStrictEqual(yield* sql`select body from app.note`, [])
      const forged = yield* Effect.exit(as(1)(transaction.run(add(sql, tenantOf(2), "forged"))))
      assert.isTrue(Exit.isFailure(forged))
    })
  )

  it.effect("keeps what a nested failure did not touch", () =>
    Effect.gen(function* () {
      yield* plant
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      yield* transaction.run(
        Effect.gen(function* () {
          yield* add(sql, tenant, "first")
          const second = yield* sql
            .withTransaction(add(sql, tenant, "first"))
            .pipe(Effect.as("written"), onUniqueViolation("note_body_key", Effect.succeed("refused")))
          assert.strictEqual(second, "refused")
          yield* add(sql, tenant, "third")
        })
      )
      const kept = yield* transaction.run(sql`select body from app.note order by body`)
      assert.deepStrictEqual(kept, [{ body: "first" }, { body: "third" }])
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )

  it.effect("refuses a transaction of another tenant inside one", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const inner = Effect.provideService(transaction.run(sql`select 1`), CurrentTenant, tenantOf(2))
      const mixed = yield* Effect.exit(transaction.run(inner))
      assert.isTrue(Exit.hasDies(mixed))
      assert.isTrue(Exit.isSuccess(yield* Effect.exit(transaction.run(transaction.run(sql`select 1`)))))
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )

  it.effect(
    "leaks no setting and no row over 300 transactions, a third of them interrupted",
    () =>
      Effect.gen(function* () {
        yield* plant
        const sql = yield* SqlClient.SqlClient
        const transaction = yield* TenantTransaction
        yield* Effect.forEach(
          Array.from({ length: 300 }, (_, n) => n),
          (n) => {
            const owner = tenantOf(n % 7)
            const work = transaction
              .run(
                Effect.gen(function* () {
                  yield* add(sql, owner, `note ${n}`)
                  const seen = yield* sql`select distinct organization_id as org from app.note`
                  assert.deepStrictEqual(seen, [{ org: owner.organizationId }])
                })
              )
              .pipe(Effect.provideService(CurrentTenant, owner))
            if (n % 3 !== 0) return work
            return Effect.gen(function* () {
              const begun = yield* Deferred.make<void>()
              const fiber = yield* Effect.forkChild(
                transaction
                  .run(Effect.andThen(Deferred.succeed(begun, undefined), sql`select pg_sleep(60)`))
                  .pipe(Effect.provideService(CurrentTenant, owner))
              )
              yield* Deferred.await(begun)
              yield* Fiber.interrupt(fiber)
            })
          },
          { concurrency: 16, discard: true }
        )
        const after = yield* Effect.all(
          Array.from({ length: 24 }, () => sql`select app.org_id() as org`),
          { concurrency: 12 }
        )
        assert.deepStrictEqual(
          after.flat(),
          Array.from({ length: 24 }, () => ({ org: null }))
        )
      }),
    60_000
  )
})

layer(TestDatabase.layer)("TenantTransaction without a database", (it) => {
  it.effect("answers Unavailable when the server is gone", () =>
    Effect.gen(function* () {
      const database = yield* TestDatabase.TestDatabase
      const admin = yield* TestDatabase.AdminSql
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const failed = yield* Effect.flip(
        transaction.run(
          Effect.gen(function* () {
            const [row] = yield* sql`select pg_backend_pid() as pid`
            yield* admin`select pg_terminate_backend(${row?.["pid"]}::int)`
            yield* sql`select 1`
          })
        )
      )
      assert.strictEqual(failed._tag, "Unavailable")
      assert.isNotEmpty(database.name)
    }).pipe(Effect.provideService(CurrentTenant, tenant))
  )
})

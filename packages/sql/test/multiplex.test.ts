import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { SqlClient } from "effect/sql"

const tenantOf = (n: number): Tenant => ({
  organizationId: OrganizationId.make(`01890000-0000-7000-8000-${String(n).padStart(12, "0")}`),
  memberId: MemberId.make(`01890000-0000-7000-9000-${String(n).padStart(12, "0")}`),
  role: "advisor"
})
const tenants = Array.from({ length: 7 }, (_, n) => tenantOf(n + 1))

/** A tenant table with a row per tenant, and a hot read as every room writes them: bind, then select, in one statement. */
const plant = Effect.gen(function* () {
  const admin = yield* TestDatabase.AdminSql
  yield* admin`create table app.thing (organization_id uuid not null, body text not null)`
  yield* admin`alter table app.thing enable row level security`
  yield* admin`alter table app.thing force row level security`
  yield* admin`create policy tenant on app.thing using (organization_id = (select app.org_id())) with check (organization_id = (select app.org_id()))`
  yield* admin`grant select on app.thing to beep_app`
  yield* admin.unsafe(`create function app.things(p_org uuid, p_member uuid, p_role text, p_wait float8) returns setof text language plpgsql volatile as $$
    begin
      perform app.bind(p_org, p_member, p_role);
      perform pg_sleep(p_wait);
      return query select body from app.thing;
    end $$`)
  yield* admin`grant execute on function app.things(uuid, uuid, text, float8) to beep_app`
  for (const { organizationId } of tenants) yield* admin`insert into app.thing values (${organizationId}, ${organizationId})`
})

layer(TestDatabase.layer)("statements that share connections", (it) => {
  it.effect(
    "show each tenant its own rows among reads, transactions, interruptions and slow statements",
    () =>
      Effect.gen(function* () {
        yield* plant
        const sql = yield* SqlClient.SqlClient
        const transaction = yield* TenantTransaction
        const hotRead = ({ memberId, organizationId, role }: Tenant, wait = 0) =>
          sql`select * from app.things(${organizationId}, ${memberId}, ${role}, ${wait}) as body`
        const seenBy = (tenant: Tenant) => [{ body: tenant.organizationId }]

        const work = (n: number) =>
          Effect.gen(function* () {
            const tenant = tenants[n % tenants.length] ?? tenantOf(1)
            const inTenant = Effect.provideService(CurrentTenant, tenant)
            switch (n % 5) {
              case 0:
                return assert.deepStrictEqual(yield* inTenant(transaction.run(sql`select body from app.thing`)), seenBy(tenant))
              case 1: {
                const begun = yield* Deferred.make<void>()
                const slow = Effect.andThen(Deferred.succeed(begun, undefined), hotRead(tenant, 0.02))
                const fiber = yield* Effect.forkChild(slow)
                yield* Deferred.await(begun)
                return yield* Fiber.interrupt(fiber)
              }
              case 2:
                return assert.deepStrictEqual(yield* sql`select body from app.thing`, [], "nothing without a tenant")
              default:
                return assert.deepStrictEqual(yield* hotRead(tenant, n % 4 === 0 ? 0.005 : 0), seenBy(tenant))
            }
          })
        yield* Effect.forEach(
          Array.from({ length: 600 }, (_, n) => n),
          work,
          { concurrency: 48, discard: true }
        )
        const after = yield* Effect.all(
          Array.from({ length: 24 }, () => sql`select app.org_id() as org`),
          { concurrency: 24 }
        )
        assert.deepStrictEqual(
          after.flat(),
          Array.from({ length: 24 }, () => ({ org: null }))
        )
      }),
    { timeout: 60_000 }
  )
})

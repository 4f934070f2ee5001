import { Clients } from "@beep/tenancy/server/Clients"
import { IdentityTransaction } from "@beep/tenancy/server/IdentityTransaction"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AuthSql } from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"

const Count = Schema.Struct({ n: Schema.BigInt })

const countOf = (execute: Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
  SqlSchema.findOne({ Request: Schema.Void, Result: Count, execute: () => execute })(undefined).pipe(
    Effect.map(({ n }) => Number(n))
  )

const tenantTables = [
  "organization",
  "member",
  "client",
  "assignment",
  "feature_override",
  "invitation",
  "invitation_client",
  "organization_setting",
  "band_threshold_decision",
  "client_currency_change",
  "client_contact",
  "api_key"
]

layer(TestTenancy.layer.pipe(Layer.provideMerge(TestDatabase.layer)))("P0-2 isolation", (it) => {
  it.effect("shows beep_app no row and raises nothing without a tenant, and the rows with one", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      const admin = yield* TestDatabase.AdminSql
      const transaction = yield* TenantTransaction
      for (const table of tenantTables) {
        const unbound = yield* countOf(sql`select count(*) as n from tenancy.${sql.literal(table)}`)
        assert.strictEqual(unbound, 0, table)
      }
      const planted = yield* countOf(
        admin`select count(*) as n from tenancy.client where organization_id in (${a.organization.id}, ${b.organization.id})`
      )
      assert.strictEqual(planted, 6)
      const bound = yield* transaction.run(countOf(sql`select count(*) as n from tenancy.client`)).pipe(as(a.owner))
      assert.strictEqual(bound, 3)
    })
  )

  it.effect("shows a member the assigned clients, an idle one none, an owner all of the own firm", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const clients = yield* Clients
      const idsOf = (who: Person) =>
        clients.list.pipe(
          as(who),
          Effect.map((list) => list.map((client) => client.id).toSorted())
        )
      const { advised, shared, unassigned } = a.clients
      assert.deepStrictEqual(yield* idsOf(a.owner), [advised.id, shared.id, unassigned.id].toSorted())
      assert.deepStrictEqual(yield* idsOf(a.advisor), [advised.id, shared.id].toSorted())
      assert.deepStrictEqual(yield* idsOf(a.staff), [shared.id])
      assert.deepStrictEqual(yield* idsOf(a.viewer), [shared.id])
      assert.deepStrictEqual(yield* idsOf(a.idleAdvisor), [])
      const others = new Set(yield* idsOf(b.owner))
      assert.strictEqual(others.size, 3)
      assert.isFalse((yield* idsOf(a.owner)).some((id) => others.has(id)))
    })
  )

  it.effect("answers NotFound for a foreign and for an unassigned client, and audits both", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const clients = yield* Clients
      const admin = yield* TestDatabase.AdminSql
      const denials = () =>
        countOf(admin`select count(*) as n from audit.entry
          where organization_id = ${a.organization.id} and action = 'access.denied' and result = 'denied' and member_id = ${a.advisor.member.id}`)
      assert.strictEqual(yield* denials(), 0)
      assert.strictEqual((yield* clients.require(a.clients.shared.id).pipe(as(a.advisor))).id, a.clients.shared.id)
      assert.strictEqual(yield* denials(), 0)
      const foreign = yield* Effect.flip(clients.require(b.clients.shared.id).pipe(as(a.advisor)))
      assert.strictEqual(foreign._tag, "NotFound")
      const unassigned = yield* Effect.flip(clients.require(a.clients.unassigned.id).pipe(as(a.advisor)))
      assert.strictEqual(unassigned._tag, "NotFound")
      assert.deepStrictEqual({ ...unassigned }, { ...foreign })
      assert.strictEqual(yield* denials(), 2)
    })
  )

  it.effect("refuses a row of another organization and a self-made assignment", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const assign = (organizationId: string, clientId: string, memberId: string) =>
        transaction.run(
          Effect.flip(
            sql.withTransaction(
              sql`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
            values (${organizationId}, gen_random_uuid(), ${clientId}, ${memberId}, 'primary', now())`
            )
          )
        )
      const self = yield* assign(a.organization.id, a.clients.unassigned.id, a.advisor.member.id).pipe(as(a.advisor))
      assert.strictEqual(self.reason._tag, "AuthorizationError")
      const foreign = yield* assign(b.organization.id, b.clients.unassigned.id, b.advisor.member.id).pipe(as(a.owner))
      assert.strictEqual(foreign.reason._tag, "AuthorizationError")
      const rows = yield* transaction
        .run(
          sql`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
          values (${a.organization.id}, gen_random_uuid(), ${a.clients.unassigned.id}, ${a.advisor.member.id}, 'primary', now()) returning id`
        )
        .pipe(as(a.owner))
      assert.strictEqual(rows.length, 1)
    })
  )

  it.effect("keeps beep_app out of identity and beep_auth out of tenancy", () =>
    Effect.gen(function* () {
      yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      const auth = yield* AuthSql
      const admin = yield* TestDatabase.AdminSql
      const tables = yield* Schema.decodeUnknownEffect(Schema.Array(Schema.Struct({ table: Schema.String })))(
        yield* admin`select tablename as table from pg_tables where schemaname = 'identity' order by 1`
      )
      assert.isAtLeast(tables.length, 12)
      for (const { table } of tables) {
        const app = yield* Effect.flip(sql`select 1 from identity.${sql(table)}`)
        assert.strictEqual(app.reason._tag, "AuthorizationError", table)
        assert.isArray(yield* auth`select 1 from identity.${auth(table)}`)
      }
      for (const table of [...tenantTables, "kill_switch", "system_scope_use"]) {
        const refused = yield* Effect.flip(auth`select 1 from tenancy.${auth(table)}`)
        assert.strictEqual(refused.reason._tag, "AuthorizationError", table)
      }
      const definer = yield* Effect.flip(sql`select * from identity.memberships(gen_random_uuid())`)
      assert.strictEqual(definer.reason._tag, "AuthorizationError")
    })
  )

  it.effect("lets beep_auth add to the log of the bound organization, to no other, and read nothing of it", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const transaction = yield* IdentityTransaction
      const auth = yield* AuthSql
      const event = { action: "profile.changed", entityType: "member", entityId: "x", clientId: null, result: "ok" } as const
      yield* transaction.run(transaction.append(event)).pipe(as(a.viewer))
      const foreign = yield* Effect.exit(transaction.run(transaction.append(event).pipe(as(b.viewer))).pipe(as(a.viewer)))
      assert.isTrue(Exit.isFailure(foreign))
      const admin = yield* TestDatabase.AdminSql
      const written = (who: Person) =>
        countOf(admin`select count(*) as n from audit.entry where member_id = ${who.member.id} and action = 'profile.changed'`)
      assert.deepStrictEqual([yield* written(a.viewer), yield* written(b.viewer)], [1, 0])
      for (const statement of [auth`select 1 from audit.entry`, auth`delete from audit.entry`, auth`select 1 from audit.leaf`]) {
        assert.strictEqual((yield* Effect.flip(statement)).reason._tag, "AuthorizationError")
      }
    })
  )

  it.effect("forces row level security on every table of tenancy that has an organization", () =>
    Effect.gen(function* () {
      const admin = yield* TestDatabase.AdminSql
      const unwalled = yield* admin`select c.relname from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'tenancy'
        join pg_attribute t on t.attrelid = c.oid and t.attname = 'organization_id'
        where c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and p.polcmd = '*'
            and p.polqual is not null and p.polwithcheck is not null))`
      assert.deepStrictEqual(unwalled, [])
      const walled = yield* countOf(admin`select count(*) as n from pg_policy p join pg_class c on c.oid = p.polrelid
        join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'tenancy' and p.polname = 'tenant'`)
      assert.strictEqual(walled, tenantTables.length)
    })
  )

  it.effect(
    "has exactly the definer functions of system-scope.md, each owned by a role without login and closed to the public",
    () =>
      Effect.gen(function* () {
        const admin = yield* TestDatabase.AdminSql
        const functions = yield* admin`select n.nspname || '.' || p.proname as name, r.rolname as owner, r.rolcanlogin as login,
          p.proconfig[1] as config,
          array(select g.rolname::text from aclexplode(p.proacl) a left join pg_roles g on g.oid = a.grantee
            where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner order by 1) as callers
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
        where p.prosecdef and n.nspname in ('tenancy', 'identity') order by 1`
        const definer = (name: string, caller: string) => ({
          name,
          owner: "beep_system",
          login: false,
          config: 'search_path=""',
          callers: [caller]
        })
        assert.deepStrictEqual(functions, [
          definer("identity.memberships", "beep_auth"),
          definer("identity.resolve_session", "beep_auth"),
          definer("identity.resolve_session_of_token", "beep_auth"),
          definer("tenancy.every_organization", "beep_app"),
          definer("tenancy.find_invitation", "beep_app"),
          definer("tenancy.queue_mail", "beep_app"),
          definer("tenancy.resolve_api_key", "beep_app"),
          definer("tenancy.set_kill_switch", "beep_app")
        ])
        const policies = yield* admin`select polrelid::regclass::text as on, polcmd::text as command from pg_policy
        where polname = 'system' and polrelid::regclass::text like 'tenancy.%' order by 1`
        assert.deepStrictEqual(policies, [
          { on: "tenancy.api_key", command: "*" },
          { on: "tenancy.invitation", command: "r" },
          { on: "tenancy.member", command: "r" },
          { on: "tenancy.organization", command: "r" }
        ])
      })
  )
})

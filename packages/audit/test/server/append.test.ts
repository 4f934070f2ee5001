import { ClientId, MemberId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { Audit } from "../../src/server/Audit.ts"
import { AuditLog } from "../../src/server/AuditLog.ts"
import { as, by, event, newTenant, numbered, suite } from "../support.ts"

const refusal = <A, R>(effect: Effect.Effect<A, SqlError.SqlError, R>) =>
  Effect.map(Effect.flip(effect), (error) => error.reason._tag)

layer(suite)("Audit", (it) => {
  it.effect("writes the entry with the change or not at all", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const tenant = yield* newTenant
      const failed = yield* Effect.exit(
        as(tenant)(Effect.andThen(audit.append(event("a")), Effect.fail("change refused" as const)))
      )
      yield* as(tenant)(audit.append(event("b")))
      assert.isTrue(Exit.isFailure(failed))
      assert.deepStrictEqual(yield* by(tenant)((yield* AuditLog).advance), { added: 1, size: 1 })
      assert.deepStrictEqual(yield* numbered(tenant), [{ leaf: 0, entity: "b" }])
    })
  )

  it.effect("records a denial that outlives the transaction it happened in", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const tenant = yield* newTenant
      const denial = event("c", { action: "access.denied", result: "denied" })
      yield* Effect.exit(as(tenant)(Effect.andThen(audit.record(denial), Effect.fail("not found" as const))))
      yield* by(tenant)(audit.record(denial))
      yield* by(tenant)((yield* AuditLog).advance)
      assert.deepStrictEqual(yield* numbered(tenant), [
        { leaf: 0, entity: "c" },
        { leaf: 1, entity: "c" }
      ])
    })
  )

  it.effect("lets nobody change or remove what is written: not the app, not the owner, not the superuser", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const sql = yield* SqlClient.SqlClient
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      yield* as(tenant)(audit.append(event("kept")))
      yield* by(tenant)((yield* AuditLog).advance)
      for (const table of ["entry", "leaf", "checkpoint"]) {
        for (const statement of [
          `update audit.${table} set organization_id = organization_id`,
          `delete from audit.${table}`,
          `truncate audit.${table} cascade`
        ]) {
          assert.strictEqual(yield* refusal(sql.unsafe(statement)), "AuthorizationError", `app: ${statement}`)
          for (const setting of ["role beep_owner", "session_replication_role = replica"]) {
            const attempt = admin.withTransaction(Effect.andThen(admin.unsafe(`set local ${setting}`), admin.unsafe(statement)))
            assert.strictEqual(yield* refusal(attempt), "ConstraintError", `${setting}: ${statement}`)
          }
        }
      }
      assert.strictEqual(yield* refusal(sql`delete from audit.pending`), "AuthorizationError")
      assert.strictEqual(yield* refusal(admin`delete from audit.pending`), "ConstraintError")
      assert.strictEqual(
        yield* refusal(sql`insert into audit.leaf values (${tenant.organizationId}, 9, ${tenant.organizationId}, '\\x00')`),
        "AuthorizationError"
      )
      assert.deepStrictEqual(yield* numbered(tenant), [{ leaf: 0, entity: "kept" }])
    })
  )

  it.effect("refuses anything that could be a person's words, in the application and in the database", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      const words = [
        event("ada@example.com"),
        event("d", { reason: "Ada asked for it" }),
        event("d", { after: { name: "Ada Lovelace" } }),
        event("d", { before: { amount: 1.5 } })
      ]
      for (const said of words) assert.isTrue(Exit.isFailure(yield* Effect.exit(as(tenant)(audit.append(said)))))
      const plain = { role: "advisor", count: 3, tags: ["a"], gone: null, on: true }
      yield* as(tenant)(audit.append(event("d", { after: plain })))
      const bare = (value: unknown) =>
        Effect.map(admin`select audit.is_bare(${JSON.stringify(value)}::text::jsonb) as bare`, (rows) => rows[0]?.["bare"])
      assert.strictEqual(yield* bare(plain), true)
      for (const value of [
        { name: "Ada Lovelace" },
        { tags: ["ok", "a@b.c"] },
        { nested: { a: 1 } },
        { lists: [["a"]] },
        { "Ada L": 1 },
        { amount: 1.5 },
        ["a"],
        "a",
        { a: "x".repeat(129) }
      ]) {
        assert.strictEqual(yield* bare(value), false, JSON.stringify(value))
      }
    })
  )

  it.effect("shows an organization its own log only, and an advisor the entries of assigned clients only", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const sql = yield* SqlClient.SqlClient
      const admin = yield* TestDatabase.AdminSql
      const [tenant, stranger] = [yield* newTenant, yield* newTenant]
      const [mine, other] = [yield* newId(ClientId), yield* newId(ClientId)]
      const memberId = yield* newId(MemberId)
      yield* as(tenant)(
        Effect.all([
          audit.append(event("mine", { clientId: mine })),
          audit.append(event("other", { clientId: other })),
          audit.append(event("firm"))
        ])
      )
      yield* admin.withTransaction(
        Effect.all([
          admin`set local session_replication_role = replica`,
          admin`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
          values (${tenant.organizationId}, ${yield* newId(MemberId)}, ${mine}, ${memberId}, 'primary', now())`
        ])
      )
      const seen = sql`select entity_id as entity from audit.entry order by 1`
      const advisor = { organizationId: tenant.organizationId, memberId, role: "advisor" as const }
      assert.deepStrictEqual(yield* as(tenant)(seen), [{ entity: "firm" }, { entity: "mine" }, { entity: "other" }])
      assert.deepStrictEqual(yield* as({ ...advisor, role: "owner" })(seen), [
        { entity: "firm" },
        { entity: "mine" },
        { entity: "other" }
      ])
      assert.deepStrictEqual(yield* as(advisor)(seen), [{ entity: "mine" }])
      assert.deepStrictEqual(yield* as(stranger)(seen), [])
      assert.deepStrictEqual(yield* seen, [])
      // A denial about a client that the advisor may not see is written all the same.
      yield* by(advisor)(audit.record(event("denied", { clientId: other, action: "access.denied", result: "denied" })))
      assert.deepStrictEqual(yield* as(advisor)(seen), [{ entity: "mine" }])
      assert.strictEqual((yield* as(tenant)(seen)).length, 4)
      const foreign = sql`insert into audit.entry (organization_id, id, at, actor_kind, actor_job, action, entity_type, entity_id, result, request_id, leaf_hash)
        values (${stranger.organizationId}, ${mine}, now(), 'system', 'job', 'logout', 'x', 'x', 'ok', 'none', sha256('x'))`
      assert.strictEqual(
        (yield* Effect.flip(
          Effect.scoped(
            sql.withTransaction(Effect.andThen(sql`select app.bind(${tenant.organizationId}, null, 'system')`, foreign))
          )
        )).reason._tag,
        "AuthorizationError"
      )
    })
  )

  it.effect("numbers what twenty interleaved transactions committed exactly once, without waiting for the one held open", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const log = yield* AuditLog
      const transaction = yield* TenantTransaction
      const tenant = yield* newTenant
      const release = yield* Deferred.make<void>()
      const written = yield* Deferred.make<void>()
      const held = yield* by(tenant)(
        transaction.run(
          audit
            .append(event("held"))
            .pipe(Effect.andThen(Deferred.succeed(written, undefined)), Effect.andThen(Deferred.await(release)))
        )
      ).pipe(Effect.forkChild)
      yield* Deferred.await(written)

      yield* Effect.forEach(
        Array.from({ length: 19 }, (_, n) => n),
        (n) =>
          Effect.exit(
            as(tenant)(
              audit
                .append(event(`t${n}`))
                .pipe(
                  Effect.andThen(n % 4 === 3 ? Effect.fail("rolled back" as const) : Effect.void),
                  Effect.andThen(audit.append(event(`t${n}-again`)))
                )
            )
          ),
        { concurrency: 8 }
      )
      const committed = Array.from({ length: 19 }, (_, n) => n)
        .filter((n) => n % 4 !== 3)
        .flatMap((n) => [`t${n}`, `t${n}-again`])

      // The held transaction has an earlier id and is still open: neither writers nor numbering wait for it.
      const together = yield* Effect.all([by(tenant)(log.advance), by(tenant)(log.advance), by(tenant)(log.advance)], {
        concurrency: 3
      })
      assert.strictEqual(
        together.reduce((sum, { added }) => sum + added, 0),
        committed.length
      )
      const early = yield* numbered(tenant)
      assert.sameMembers(
        early.map((row) => row["entity"]),
        committed
      )

      yield* Deferred.succeed(release, undefined)
      yield* Fiber.join(held)
      assert.deepStrictEqual(yield* by(tenant)(log.advance), { added: 1, size: committed.length + 1 })
      const all = yield* numbered(tenant)
      assert.deepStrictEqual(all.slice(0, -1), early)
      assert.deepStrictEqual(all.at(-1), { leaf: committed.length, entity: "held" })
      assert.deepStrictEqual(
        all.map((row) => row["leaf"]),
        Array.from(all, (_, n) => n)
      )
    })
  )

  it.effect("keeps the order of transactions of which one ended before the other began", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const tenant = yield* newTenant
      for (let n = 0; n < 12; n++) yield* as(tenant)(audit.append(event(`n${n}`)))
      yield* by(tenant)((yield* AuditLog).advance)
      assert.deepStrictEqual(
        (yield* numbered(tenant)).map((row) => row["entity"]),
        Array.from({ length: 12 }, (_, n) => `n${n}`)
      )
    })
  )
})

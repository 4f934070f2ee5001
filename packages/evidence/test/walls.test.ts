import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Schema } from "effect"
import { SqlClient, SqlError } from "effect/sql"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { auditCount, mail, promise, suite, tables, upload } from "./support.ts"

const Columns = Schema.Array(Schema.Struct({ s: Schema.String, t: Schema.String, c: Schema.String, d: Schema.String }))

const Ids = Schema.Array(Schema.Struct({ id: Schema.String }))

/** The ids that a person's own transaction shows, with no filter but the policy. */
const seenBy = Effect.fnUntraced(function* (who: Person, table: string) {
  const transaction = yield* TenantTransaction
  const sql = yield* SqlClient.SqlClient
  const rows = yield* transaction.run(sql`select id from ${sql.literal(`evidence.${table}`)}`).pipe(as(who))
  return (yield* Schema.decodeUnknownEffect(Ids)(rows)).length
})

/** What the database says to a statement of the superuser, whom no policy and no grant holds. */
const refusal = Effect.fnUntraced(function* (statement: string) {
  const admin = yield* AdminSql
  const exit = yield* Effect.exit(admin.unsafe(statement))
  if (Exit.isSuccess(exit)) return "accepted"
  const error = Cause.squash(exit.cause)
  return SqlError.isSqlError(error) ? String(error.reason.cause) : "another failure"
})

layer(suite)("walls", (it) => {
  it.effect("shows the rows of every table to those assigned and to nobody else", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      yield* as(a.owner)(documents.ingest(a.clients.advised.id, promise, upload))
      yield* as(b.owner)(documents.ingest(b.clients.unassigned.id, promise, upload))
      for (const table of tables) {
        for (const who of [a.owner, a.advisor, b.owner]) assert.isAbove(yield* seenBy(who, table), 0, `${table} ${who.email}`)
        for (const who of [a.idleAdvisor, a.staff, a.viewer, b.advisor])
          assert.strictEqual(yield* seenBy(who, table), 0, `${table} ${who.email}`)
      }
    })
  )

  it.effect("shows no row outside of a tenant", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const sql = yield* SqlClient.SqlClient
      yield* as(a.owner)((yield* Documents).ingest(a.clients.shared.id, promise, upload))
      for (const table of tables) assert.deepStrictEqual(yield* sql`select id from ${sql.literal(`evidence.${table}`)}`, [])
    })
  )

  it.effect("answers a foreign or unassigned document as if it did not exist, and logs the asking", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const { documentId } = yield* as(a.owner)(documents.ingest(a.clients.unassigned.id, promise, upload))
      assert.strictEqual((yield* as(a.owner)(documents.get(a.clients.unassigned.id, documentId))).documentId, documentId)
      const asked = [
        as(a.advisor)(Effect.flip(documents.get(a.clients.shared.id, documentId))),
        as(a.advisor)(Effect.flip(evidence.list(a.clients.shared.id, { documentId }))),
        as(b.owner)(Effect.flip(documents.get(b.clients.shared.id, documentId)))
      ]
      for (const answer of asked) assert.strictEqual((yield* answer)._tag, "NotFound")
      assert.strictEqual((yield* as(a.advisor)(Effect.flip(documents.get(a.clients.unassigned.id, documentId))))._tag, "NotFound")
      assert.strictEqual((yield* as(b.owner)(Effect.flip(documents.list(a.clients.unassigned.id, {}))))._tag, "NotFound")
      assert.strictEqual(yield* auditCount(a.organization.id, "access.denied", documentId), 2)
      assert.strictEqual(yield* auditCount(b.organization.id, "access.denied", documentId), 1)
    })
  )

  it.effect("PR1 immutable version: refuses to change or remove what a citation points at, even to the superuser", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* as(a.owner)((yield* Documents).ingest(a.clients.shared.id, promise, upload))
      for (const table of ["raw_message", "document_version", "extraction", "mention"]) {
        for (const statement of [
          `update evidence.${table} set client_id = client_id`,
          `delete from evidence.${table}`,
          `truncate evidence.${table} cascade`
        ]) {
          assert.include(yield* refusal(statement), "never changed or removed", statement)
        }
      }
      assert.strictEqual(yield* refusal("update evidence.document_source set deleted_at = null"), "accepted")
    })
  )

  it.effect("PR3 bounds validated: refuses a span that does not lie in the version it names", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { documentVersionId } = yield* as(a.owner)((yield* Documents).ingest(a.clients.shared.id, promise, upload))
      const copy = (start: string, end: string, length = "v.content_length") =>
        refusal(`insert into evidence.mention (organization_id, id, client_id, document_id, document_version_id, extraction_id, kind, rule_id, confidence,
            start_char, end_char, content_length, statement_sealed, created_at)
          select v.organization_id, gen_random_uuid(), v.client_id, v.document_id, v.id, e.id, 'date', 'test.rule', 1, ${start}, ${end}, ${length}, '\\x00', now()
          from evidence.document_version v join evidence.extraction e on e.document_version_id = v.id where v.id = '${documentVersionId}'`)
      assert.strictEqual(yield* copy("0", "v.content_length"), "accepted")
      for (const span of [
        ["-1", "3"],
        ["3", "3"],
        ["5", "4"],
        ["0", "v.content_length + 1"]
      ] as const) {
        assert.include(yield* copy(span[0], span[1]), "mention_span", span.join(".."))
      }
      assert.include(yield* copy("0", "v.content_length + 1", "v.content_length + 1"), "violates foreign key")
      assert.include(yield* copy("null", "3"), "not-null")
    })
  )

  it.effect("stores no word of a message in clear, in any column of any table", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const word = "Zanzibarquill"
      const documents = yield* Documents
      const bytes = mail({
        subject: `About ${word}`,
        body: `I will pay ${word} $1,234.56 on Friday.\n\nwrite to x@${word}.example`
      })
      const { documentId } = yield* as(a.owner)(documents.ingest(a.clients.shared.id, bytes, upload))
      const admin = yield* AdminSql
      const columns = yield* Schema.decodeUnknownEffect(Columns)(
        yield* admin`select table_schema as s, table_name as t, column_name as c, data_type as d from information_schema.columns
          where table_schema in ('evidence', 'audit', 'vault') and table_name in (select tablename from pg_tables)`
      )
      assert.isAbove(columns.length, 60)
      const holding = (needle: string) =>
        Effect.filter(columns, ({ s, t, c, d }) =>
          Effect.map(
            admin.unsafe(
              `select 1 from "${s}"."${t}" where ${
                d === "bytea" ? `position(convert_to('${needle}', 'UTF8') in "${c}") > 0` : `"${c}"::text ilike '%${needle}%'`
              } limit 1`
            ),
            (rows) => rows.length > 0
          )
        )
      assert.deepStrictEqual(yield* holding(word), [])
      assert.deepStrictEqual(yield* holding("1,234.56"), [])
      assert.isAbove((yield* holding(documentId)).length, 0)
      const shown = yield* as(a.owner)(documents.get(a.clients.shared.id, documentId))
      assert.include(shown.content ?? "", word)
      assert.include(shown.title ?? "", word)
    })
  )

  it.effect("counts the tenant of the fiber, not of a wish", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      yield* as(a.owner)(documents.ingest(a.clients.shared.id, promise, upload))
      const mixed = documents
        .list(a.clients.shared.id, {})
        .pipe(
          Effect.provideService(CurrentTenant, { organizationId: b.organization.id, memberId: a.owner.member.id, role: "owner" }),
          as(b.owner)
        )
      assert.strictEqual((yield* Effect.flip(mixed))._tag, "NotFound")
    })
  )
})

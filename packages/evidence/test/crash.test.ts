import { ConnectionId, newId } from "@beep/kernel/ids"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { Documents } from "../src/server/Documents.ts"
import { counts, mail, promise, suite, tables, upload } from "./support.ts"

const places = [...tables.map((table) => `evidence.${table}`), "audit.entry"]
const faults = {
  "the statement fails": "raise exception 'planted'",
  "the connection dies": "perform pg_terminate_backend(pg_backend_pid())"
}

const plant = Effect.fnUntraced(function* (place: string, fault: string, organizationId: string) {
  const admin = yield* AdminSql
  yield* admin.unsafe(
    `create or replace function public.planted() returns trigger language plpgsql security definer as $$ begin ${fault}; return new; end $$`
  )
  yield* admin.unsafe("grant execute on function public.planted() to public")
  yield* admin.unsafe(
    `create trigger planted after insert on ${place} for each row when (new.organization_id = '${organizationId}') execute function public.planted()`
  )
})

const remove = Effect.fnUntraced(function* (place: string) {
  const admin = yield* AdminSql
  yield* admin.unsafe(`drop trigger planted on ${place}`)
})

layer(suite)("a crash during ingest", (it) => {
  for (const [name, fault] of Object.entries(faults)) {
    it.effect(`leaves nothing and repeats nothing when ${name}, wherever that is`, () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        for (const place of places) {
          const ingest = as(a.owner)(
            documents.ingest(a.clients.shared.id, mail({ subject: place, body: "I will pay invoice 1043 on Friday." }), upload)
          )
          const before = yield* counts(a.organization.id)
          const crashed = yield* Effect.acquireUseRelease(
            plant(place, fault, a.organization.id),
            () => Effect.exit(ingest),
            () => Effect.orDie(remove(place))
          )
          assert.isTrue(Exit.isFailure(crashed), place)
          assert.deepStrictEqual(yield* counts(a.organization.id), before, place)
          const receipt = yield* ingest
          assert.strictEqual(receipt.outcome, "created", place)
          assert.strictEqual((yield* ingest).outcome, "unchanged", place)
          assert.deepStrictEqual(
            yield* counts(a.organization.id),
            {
              document: before.document + 1,
              raw_message: before.raw_message + 1,
              document_version: before.document_version + 1,
              document_source: before.document_source + 1,
              extraction: before.extraction + 1,
              mention: before.mention + receipt.mentionCount,
              audited: before.audited + 1
            },
            place
          )
        }
      })
    )
  }

  it.effect("keeps the earlier version current when the next one fails half way", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const account = yield* newId(ConnectionId)
      const origin = {
        sourceType: "gmail",
        providerAccountId: account,
        messageId: "m",
        threadId: "t",
        internalDate: null,
        historyId: null
      } as const
      const run = as(a.owner)
      const ingest = (bytes: Uint8Array) => run(documents.ingest(a.clients.shared.id, bytes, origin))
      const first = yield* ingest(promise)
      const next = mail({ body: "I will pay invoice 1043 on Monday." })
      yield* Effect.acquireUseRelease(
        plant("evidence.mention", faults["the statement fails"], a.organization.id),
        () => Effect.exit(ingest(next)),
        () => Effect.orDie(remove("evidence.mention"))
      )
      const current = run(documents.get(a.clients.shared.id, first.documentId))
      assert.strictEqual((yield* current).documentVersionId, first.documentVersionId)
      assert.strictEqual((yield* ingest(next)).outcome, "new_version")
      assert.strictEqual((yield* current).versionNumber, 2)
    })
  )
})

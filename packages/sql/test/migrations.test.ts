import { catalogue, directory } from "@beep/migrations/catalogue"
import { catalogueFaults, planMigrations } from "@beep/sql/migrations/plan"
import { checksumOf, MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { ensureDatabase } from "@beep/sql/bootstrap"
import * as Database from "@beep/sql/Database"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { urlOf } from "@beep/test-kit/PostgresServer"
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it, layer } from "@effect/vitest"
import { Effect, FileSystem, Layer, Redacted } from "effect"
import { Digest } from "effect/crypto"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"

const entry = (id: number, checksum = `sum${id}`) => ({ id, name: `step_${id}`, owner: "sql", checksum })
const three = [entry(1), entry(2), entry(3)]

describe("planMigrations", () => {
  it("names what is pending, ahead, changed or missing", () => {
    assert.deepStrictEqual(planMigrations(three, three), { state: "current" })
    assert.deepStrictEqual(planMigrations(three, [entry(1)]), { state: "behind", pending: [entry(2), entry(3)] })
    assert.deepStrictEqual(planMigrations([entry(1)], [entry(1), entry(2)]), { state: "ahead", unknown: [entry(2)] })
    assert.strictEqual(planMigrations(three, [entry(1, "other")]).state, "diverged")
    assert.strictEqual(planMigrations(three, [entry(1), entry(3)]).state, "diverged")
  })
  it("wants contiguous ids and distinct names", () => {
    assert.deepStrictEqual(catalogueFaults(three), [])
    assert.lengthOf(catalogueFaults([entry(1), entry(3)]), 1)
    assert.lengthOf(catalogueFaults([entry(1), { ...entry(2), name: "step_1" }]), 1)
  })
})

/** An empty database and a folder of two migrations. */
const empty = Effect.gen(function* () {
  const server = inject("postgres")
  const test = yield* TestDatabase.TestDatabase
  const name = `${test.name.slice(0, 40)}_m`
  yield* ensureDatabase(name).pipe(
    Effect.provide(
      Database.layer({ url: Redacted.make(urlOf(server, "postgres", "postgres")), maxConnections: 1, applicationName: "test" })
    ),
    Effect.tap(() =>
      Effect.addFinalizer(() =>
        Effect.flatMap(TestDatabase.AdminSql, (admin) => Effect.orDie(admin.unsafe(`drop database ${name} with (force)`)))
      )
    )
  )
  const files = yield* FileSystem.FileSystem
  const folder = yield* files.makeTempDirectoryScoped()
  const write = (id: number, text: string) =>
    Effect.gen(function* () {
      yield* files.writeFileString(`${folder}/000${id}_step_${id}.sql`, text)
      return entry(id, yield* checksumOf(text))
    })
  const pool = () =>
    Database.layer({ url: Redacted.make(urlOf(server, "beep_owner", name)), maxConnections: 3, applicationName: "test" })
  return { folder, write, pool }
})

layer(Layer.mergeAll(TestDatabase.layer, NodeServices.layer, Digest.layerWebCrypto))("MigrationRunner", (it) => {
  it.effect("applies each once, however many run at the same time", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { folder, write, pool } = yield* empty
        const entries = [
          yield* write(
            1,
            "create table a (n int); insert into a values (1); create function f() returns int language sql return 1;"
          ),
          yield* write(2, "create table b (n int); insert into b select n from a;")
        ]
        const up = Effect.flatMap(MigrationRunner, (runner) => runner.up({ entries, directory: folder }))
        const run = () => up.pipe(Effect.provide(MigrationRunner.layer.pipe(Layer.provide(pool()))))
        const applied = yield* Effect.all([run(), run(), run()], { concurrency: 3 })
        assert.strictEqual(applied.flat().length, 2)
        const rows = yield* Effect.flatMap(SqlClient.SqlClient, (sql) => sql`select n from b`).pipe(Effect.provide(pool()))
        assert.deepStrictEqual(rows, [{ n: 1 }])
      })
    )
  )

  it.effect("rolls a failing one back whole and keeps those before it", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { folder, write, pool } = yield* empty
        const entries = [yield* write(1, "create table a (n int);"), yield* write(2, "create table b (n int); select 1/0;")]
        yield* Effect.gen(function* () {
          const runner = yield* MigrationRunner
          const failed = yield* Effect.flip(runner.up({ entries, directory: folder }))
          assert.strictEqual(failed._tag, "MigrationFailed")
          assert.deepStrictEqual(
            (yield* runner.applied).map((m) => m.id),
            [1]
          )
          assert.strictEqual((yield* runner.plan({ entries, directory: folder })).state, "behind")
          const sql = yield* SqlClient.SqlClient
          assert.deepStrictEqual(yield* sql`select to_regclass('a') is not null as a, to_regclass('b') is not null as b`, [
            { a: true, b: false }
          ])
        }).pipe(Effect.provide(MigrationRunner.layer.pipe(Layer.provideMerge(pool()))))
      })
    )
  )

  it.effect("refuses a file that was changed, removed or never listed", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { folder, write, pool } = yield* empty
        const first = yield* write(1, "create table a (n int);")
        yield* Effect.gen(function* () {
          const runner = yield* MigrationRunner
          yield* runner.up({ entries: [first], directory: folder })
          assert.deepStrictEqual(yield* runner.fileFaults({ entries: [first], directory: folder }), [])
          yield* write(1, "create table a (n bigint);")
          assert.lengthOf(yield* runner.fileFaults({ entries: [first], directory: folder }), 1)
          const changed = { ...first, checksum: yield* checksumOf("create table a (n bigint);") }
          assert.strictEqual((yield* runner.plan({ entries: [changed], directory: folder })).state, "diverged")
          assert.strictEqual((yield* Effect.flip(runner.up({ entries: [changed], directory: folder })))._tag, "MigrationRefused")
          yield* write(2, "select 1")
          assert.lengthOf(yield* runner.fileFaults({ entries: [changed], directory: folder }), 1)
        }).pipe(Effect.provide(MigrationRunner.layer.pipe(Layer.provide(pool()))))
      })
    )
  )

  it.effect(
    "P0-1 builds the model from an empty database, and over the schema before the newest step",
    () =>
      Effect.scoped(
        Effect.gen(function* () {
          const { folder, pool } = yield* empty
          const files = yield* FileSystem.FileSystem
          const before = catalogue.slice(0, -1)
          yield* Effect.forEach(before, ({ id, name }) => {
            const file = `${String(id).padStart(4, "0")}_${name}.sql`
            return files.copyFile(`${directory}${file}`, `${folder}/${file}`)
          })
          yield* Effect.gen(function* () {
            const runner = yield* MigrationRunner
            assert.strictEqual((yield* runner.up({ entries: before, directory: folder })).length, before.length)
            assert.strictEqual((yield* runner.plan({ entries: catalogue, directory })).state, "behind")
            assert.strictEqual((yield* runner.up({ entries: catalogue, directory })).length, 1)
            assert.strictEqual((yield* runner.plan({ entries: catalogue, directory })).state, "current")
            const sql = yield* SqlClient.SqlClient
            const [model] = yield* sql`select count(*)::int as n from unnest(array['tenancy.organization', 'tenancy.member',
            'identity.user', 'tenancy.client', 'tenancy.assignment']) as wanted(name) where to_regclass(wanted.name) is not null`
            assert.strictEqual(model?.["n"], 5)
          }).pipe(Effect.provide(MigrationRunner.layer.pipe(Layer.provideMerge(pool()))))
        })
      ),
    { timeout: 60_000 }
  )

  it.effect("holds for the catalogue of this repository", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(catalogueFaults(catalogue), [])
      assert.isTrue(directory.endsWith("/migrations/"))
    })
  )
})

import { Context, Effect, FileSystem, Layer, Schema } from "effect"
import { Digest } from "effect/crypto"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { fileName, Migration } from "./Migration.ts"
import { type Plan, planMigrations } from "./plan.ts"

/** The database cannot be brought to the catalogue; nothing was changed. */
export class MigrationRefused extends Schema.TaggedError<MigrationRefused>()("MigrationRefused", {
  faults: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return this.faults.join("; ")
  }
}

/** A statement failed; its migration was rolled back whole, those before it stay. */
export class MigrationFailed extends Schema.TaggedError<MigrationFailed>()("MigrationFailed", {
  migration: Schema.String,
  reason: Schema.String
}) {}

export interface Catalogue {
  readonly entries: ReadonlyArray<Migration>
  /** Folder of the .sql files. */
  readonly directory: string
}

/** An arbitrary number that every release agrees on: one runner at a time per database. */
const lockKey = 4_207_201_901

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

export const checksumOf = (text: string): Effect.Effect<string, never, Digest.Digest> =>
  Effect.flatMap(Digest.Digest, (digest) =>
    Effect.orDie(Effect.map(digest.digest(Digest.sha256, new TextEncoder().encode(text)), hex))
  )

/**
 * Applies the catalogue as role `beep_owner`: serialised by an advisory lock, each
 * migration in a transaction of its own, checksums compared before and after.
 */
export class MigrationRunner extends Context.Service<
  MigrationRunner,
  {
    readonly plan: (catalogue: Catalogue) => Effect.Effect<Plan, SqlError.SqlError>
    /** Applied ones in order; empty on a database that was never migrated. */
    readonly applied: Effect.Effect<ReadonlyArray<Migration>, SqlError.SqlError>
    /** The files as they lie on disk against the catalogue: changed, missing or unlisted ones. */
    readonly fileFaults: (catalogue: Catalogue) => Effect.Effect<ReadonlyArray<string>>
    readonly up: (
      catalogue: Catalogue
    ) => Effect.Effect<ReadonlyArray<Migration>, MigrationRefused | MigrationFailed | SqlError.SqlError>
  }
>()("@beep/sql/MigrationRunner") {
  static readonly layer: Layer.Layer<MigrationRunner, never, SqlClient.SqlClient | FileSystem.FileSystem | Digest.Digest> =
    Layer.effect(
      MigrationRunner,
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const files = yield* FileSystem.FileSystem
        const digest = yield* Digest.Digest

        const readApplied = SqlSchema.findAll({
          Request: Schema.Void,
          Result: Migration,
          execute: () => sql`select id, name, owner, checksum from migration.applied order by id`
        })

        const applied = Effect.gen(function* () {
          const known = yield* sql`select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'migration' and c.relname = 'applied'`
          return known.length === 0 ? [] : yield* Effect.catchTag(readApplied(), "SchemaError", Effect.die)
        })

        const plan = (catalogue: Catalogue) => Effect.map(applied, (done) => planMigrations(catalogue.entries, done))

        const read = (catalogue: Catalogue, migration: Migration) =>
          files.readFileString(`${catalogue.directory}/${fileName(migration)}`)

        const fileFaults = Effect.fn("MigrationRunner.fileFaults")(function* (catalogue: Catalogue) {
          const listed = new Set(catalogue.entries.map(fileName))
          const onDisk = (yield* Effect.orDie(files.readDirectory(catalogue.directory))).filter((name) => name.endsWith(".sql"))
          const faults = onDisk.filter((name) => !listed.has(name)).map((name) => `${name} is not in the catalogue`)
          for (const migration of catalogue.entries) {
            const text = yield* Effect.option(read(catalogue, migration))
            if (text._tag === "None") faults.push(`${fileName(migration)} is missing`)
            else if ((yield* Effect.provideService(checksumOf(text.value), Digest.Digest, digest)) !== migration.checksum) {
              faults.push(`${fileName(migration)} does not have the checksum of the catalogue`)
            }
          }
          return faults
        })

        const applyOne = (catalogue: Catalogue, migration: Migration) =>
          Effect.gen(function* () {
            const text = yield* Effect.orDie(read(catalogue, migration))
            // A file is many statements and the wire carries one: EXECUTE runs them all inside this transaction.
            yield* sql.unsafe(`do $beep_do$ begin execute $beep_file$\n${text}\n$beep_file$; end $beep_do$`)
            yield* sql`insert into migration.applied (id, name, owner, checksum)
            values (${migration.id}, ${migration.name}, ${migration.owner}, ${migration.checksum})`
          }).pipe(
            sql.withTransaction,
            Effect.catchTag("SqlError", (error) => {
              const cause = error.reason.cause
              return Effect.fail(
                new MigrationFailed({
                  migration: fileName(migration),
                  reason: cause instanceof Error ? cause.message : error.message
                })
              )
            })
          )

        const ensureLedger = Effect.gen(function* () {
          yield* sql`create schema if not exists migration`
          yield* sql`create table if not exists migration.applied (
          id int primary key, name text not null unique, owner text not null, checksum text not null,
          applied_at timestamptz not null default now())`
          yield* sql`grant usage on schema migration to beep_app`
          yield* sql`grant select on migration.applied to beep_app`
        }).pipe(sql.withTransaction)

        const up = (catalogue: Catalogue) =>
          Effect.scoped(
            Effect.gen(function* () {
              const lock = yield* sql.reserve
              yield* lock.executeUnprepared(`select pg_advisory_lock(${lockKey})`, [], undefined)
              yield* Effect.addFinalizer(() =>
                Effect.ignore(lock.executeUnprepared(`select pg_advisory_unlock(${lockKey})`, [], undefined))
              )
              const faults = yield* fileFaults(catalogue)
              if (faults.length > 0) return yield* new MigrationRefused({ faults })
              const state = yield* plan(catalogue)
              if (state.state === "diverged") return yield* new MigrationRefused({ faults: state.faults })
              if (state.state === "ahead") {
                return yield* new MigrationRefused({
                  faults: state.unknown.map((m) => `the database has ${fileName(m)}, which this release does not know`)
                })
              }
              if (state.state === "current") return []
              yield* ensureLedger
              yield* Effect.forEach(state.pending, (migration) => applyOne(catalogue, migration), { discard: true })
              return state.pending
            })
          ).pipe(Effect.withSpan("MigrationRunner.up"))

        return MigrationRunner.of({ plan, applied, fileFaults, up })
      })
    )
}

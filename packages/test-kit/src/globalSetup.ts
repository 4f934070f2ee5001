import { catalogue, directory } from "@beep/migrations/catalogue"
import * as Database from "@beep/sql/Database"
import { ensureDatabase, ensureRoles } from "@beep/sql/bootstrap"
import * as EmbeddedCluster from "@beep/sql/embedded/EmbeddedCluster"
import { fileName } from "@beep/sql/migrations/Migration"
import { checksumOf, MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { NodeServices } from "@effect/platform-node"
import { Effect, Exit, FileSystem, Layer, Redacted, Scope } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import type { TestProject } from "vitest/node"
import { type PostgresServer, urlOf } from "./PostgresServer.ts"

const template = "beep_template"

const secret = Effect.flatMap(SecureRandom.SecureRandom, (random) => random.uuidV4())

/** The files as they are, so that a migration can be written test first; `run check` compares them with the catalogue. */
const currentFiles = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  return yield* Effect.forEach(catalogue, (entry) =>
    Effect.map(Effect.flatMap(files.readFileString(`${directory}/${fileName(entry)}`), checksumOf), (checksum) => ({
      ...entry,
      checksum
    }))
  )
})

const prepare = Effect.gen(function* () {
  const adminPassword = yield* secret
  const passwords = { beep_owner: yield* secret, beep_app: yield* secret, beep_auth: yield* secret }
  const files = yield* FileSystem.FileSystem
  const folder = yield* files.makeTempDirectoryScoped({ prefix: "beep-test-" })
  yield* files.chmod(folder, 0o755)
  const cluster = yield* EmbeddedCluster.start({
    directory: `${folder}/postgres`,
    password: Redacted.make(adminPassword),
    persistent: false
  })
  const server: PostgresServer = { adminPassword, passwords, port: cluster.port, template }
  const database = (role: "postgres" | "beep_owner", name: string) =>
    Database.layer({ url: Redacted.make(urlOf(server, role, name)), maxConnections: 2, applicationName: "beep-test-setup" })
  yield* Effect.gen(function* () {
    yield* ensureRoles({
      beep_owner: Redacted.make(passwords.beep_owner),
      beep_app: Redacted.make(passwords.beep_app),
      beep_auth: Redacted.make(passwords.beep_auth)
    })
    yield* ensureDatabase(template)
  }).pipe(Effect.provide(database("postgres", "postgres")))
  yield* Effect.gen(function* () {
    const runner = yield* MigrationRunner
    yield* runner.up({ entries: yield* currentFiles, directory })
  }).pipe(Effect.provide(MigrationRunner.layer.pipe(Layer.provide(database("beep_owner", template)))))
  return server
})

/** vitest's global setup: one PostgreSQL per run, one migrated template, gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scope = Scope.makeUnsafe()
  const services = Layer.mergeAll(NodeServices.layer, Digest.layerWebCrypto, SecureRandom.layerWebCrypto)
  const server = await Effect.runPromise(prepare.pipe(Scope.provide(scope), Effect.provide(services)))
  project.provide("postgres", server)
  return () => Effect.runPromise(Scope.close(scope, Exit.void))
}

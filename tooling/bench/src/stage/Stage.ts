import { catalogue as entries, directory } from "@beep/migrations/catalogue"
import { ensureDatabase, ensureRoles } from "@beep/sql/bootstrap"
import * as Database from "@beep/sql/Database"
import * as EmbeddedCluster from "@beep/sql/embedded/EmbeddedCluster"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { Effect, FileSystem, Layer, Redacted } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { freePort } from "./freePort.ts"

const database = "beep_bench"

/** What one run stands on; thrown away behind it. */
export interface Stage {
  readonly folder: string
  readonly password: string
  readonly serverPort: number
  readonly sandboxPort: number
  readonly intuit: { readonly clientId: string; readonly clientSecret: string }
  /** Signs what the bench says in Intuit's name. */
  readonly verifierToken: string
  readonly urls: { readonly app: Redacted.Redacted; readonly auth: Redacted.Redacted; readonly admin: Redacted.Redacted }
  /** What the server is started with, and the services of this process too. */
  readonly env: Readonly<Record<string, string>>
}

const pool = (url: Redacted.Redacted) => Database.layer({ url, maxConnections: 2, applicationName: "beep-bench" })

/** `persistent` below keeps what PostgreSQL comes with (fsync, synchronous commit); the folder goes with the scope all the same. */
export const make = Effect.fn("bench.stage")(function* () {
  const files = yield* FileSystem.FileSystem
  const random = yield* SecureRandom.SecureRandom
  const word = Effect.map(random.uuidV4(), (id) => id.replaceAll("-", ""))
  const key = Effect.map(random.randomBytes(32), (bytes) => Buffer.from(bytes).toString("base64"))
  const folder = yield* files.makeTempDirectoryScoped({ prefix: "beep-bench-" })
  yield* files.chmod(folder, 0o755)
  const passwords = { postgres: yield* word, beep_owner: yield* word, beep_app: yield* word, beep_auth: yield* word }
  const cluster = yield* EmbeddedCluster.start({
    directory: `${folder}/postgres`,
    password: Redacted.make(passwords.postgres),
    persistent: true
  })
  yield* Effect.andThen(
    ensureRoles({
      beep_owner: Redacted.make(passwords.beep_owner),
      beep_app: Redacted.make(passwords.beep_app),
      beep_auth: Redacted.make(passwords.beep_auth)
    }),
    ensureDatabase(database)
  ).pipe(Effect.provide(pool(cluster.adminUrl("postgres"))))
  const urlOf = (role: "beep_owner" | "beep_app" | "beep_auth") => cluster.url(role, Redacted.make(passwords[role]), database)
  yield* Effect.flatMap(MigrationRunner, (runner) => runner.up({ entries, directory })).pipe(
    Effect.provide(MigrationRunner.layer.pipe(Layer.provide([pool(urlOf("beep_owner")), Digest.layerWebCrypto])))
  )
  const [serverPort, sandboxPort] = [yield* freePort, yield* freePort]
  const [app, intuitUrl] = [`http://127.0.0.1:${serverPort}`, `http://127.0.0.1:${sandboxPort}`]
  const intuit = { clientId: "beep-bench", clientSecret: yield* word }
  const verifierToken = yield* word
  const urls = { app: urlOf("beep_app"), auth: urlOf("beep_auth"), admin: cluster.adminUrl(database) }
  const stage: Stage = {
    folder,
    serverPort,
    sandboxPort,
    intuit,
    verifierToken,
    urls,
    password: yield* word,
    env: {
      APP_ENV: "local",
      APP_API_HOST: "127.0.0.1",
      APP_API_PORT: String(serverPort),
      APP_CLIENT_URL: app,
      APP_LOG_FORMAT: "json",
      SECURITY_TRUSTED_ORIGINS: app,
      WEB_ROOT: new URL("../../../../apps/web/dist", import.meta.url).pathname,
      DB_PG_URL: Redacted.value(urls.app),
      DB_PG_AUTH_URL: Redacted.value(urls.auth),
      AUDIT_SIGNING_SEED: yield* key,
      REALM_LOOKUP_KEY: yield* key,
      VAULT_KEK_CURRENT: "bench-1",
      VAULT_KEKS: `bench-1:${yield* key}`,
      OAUTH_INTUIT_CLIENT_ID: intuit.clientId,
      OAUTH_INTUIT_CLIENT_SECRET: intuit.clientSecret,
      OAUTH_INTUIT_DISCOVERY_URL: `${intuitUrl}/.well-known/openid_configuration`,
      OAUTH_INTUIT_API_URL: intuitUrl,
      OAUTH_INTUIT_REDIRECT_URI: `${app}/oauth/qbo/callback`,
      OAUTH_INTUIT_APP_URL: intuitUrl,
      OAUTH_INTUIT_WEBHOOK_TOKENS: verifierToken
    }
  }
  return stage
})

import { cheapPasswords } from "@beep/tenancy/testing/cheapPasswords"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { NodeHttpServer, NodeServices } from "@effect/platform-node"
import { Context, Effect, FileSystem, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { Digest, SecureRandom } from "effect/crypto"
import { createServer } from "node:http"
import * as Server from "../src/server.ts"
import { decodedEnv, RawEnv, services, type Variables } from "./services.ts"

const base64Key = Effect.map(
  Effect.flatMap(SecureRandom.SecureRandom, (random) => random.randomBytes(32)),
  (bytes) => Buffer.from(bytes).toString("base64")
)

/** What a build leaves: a script beside itself in both encodings, and one that was too small to be worth it. */
export const webFiles = {
  "first-aaaaaaaa.js": "plain",
  "first-aaaaaaaa.js.br": "as brotli",
  "first-aaaaaaaa.js.gz": "as gzip",
  "small-bbbbbbbb.js": "small"
}

/** A whole environment of stage test on this suite's database; `more` are variables of groups. */
const rawEnv = (more: Variables) =>
  Layer.effect(
    RawEnv,
    Effect.gen(function* () {
      const database = yield* TestDatabase.TestDatabase
      const files = yield* FileSystem.FileSystem
      const webRoot = yield* files.makeTempDirectoryScoped({ prefix: "beep-web-" })
      yield* files.writeFileString(`${webRoot}/index.html`, "<!doctype html><title>app</title>")
      yield* files.makeDirectory(`${webRoot}/assets`)
      for (const [name, text] of Object.entries(webFiles)) yield* files.writeFileString(`${webRoot}/assets/${name}`, text)
      return {
        APP_ENV: "test",
        APP_API_PORT: "8080",
        APP_CLIENT_URL: "http://desk.firm.test",
        SECURITY_TRUSTED_ORIGINS: "http://desk.firm.test",
        WEB_ROOT: webRoot,
        APP_LOG_LEVEL: "Error",
        DB_PG_URL: Redacted.value(database.urlOf("beep_app")),
        DB_PG_AUTH_URL: Redacted.value(database.urlOf("beep_auth")),
        AUDIT_SIGNING_SEED: yield* base64Key,
        REALM_LOOKUP_KEY: yield* base64Key,
        VAULT_KEK_CURRENT: "k1",
        VAULT_KEKS: `k1:${yield* base64Key}`,
        ...more
      }
    })
  ).pipe(Layer.provide([NodeServices.layer, SecureRandom.layerWebCrypto]))

export const origin = "http://desk.firm.test"

/** Where this suite's server listens. */
export class Address extends Context.Service<Address, string>()("server-test/Address") {
  static readonly layer = Layer.effect(
    Address,
    Effect.map(HttpServer.HttpServer, (server) => ("port" in server.address ? `http://127.0.0.1:${server.address.port}` : ""))
  )
}

const http = NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 })

/** The server as production composes it, passwords and all, on a port of its own and a database of its own. */
export const fullCostWith = (more: Variables) =>
  Layer.mergeAll(Layer.fresh(Server.layer), Address.layer, services, Digest.layerWebCrypto).pipe(
    Layer.provideMerge(http),
    Layer.provideMerge(Layer.provideMerge(decodedEnv, rawEnv(more))),
    // Not `TestDatabase.layer`: layers are memoized by reference, and its pools would serve the transactions of ours.
    Layer.provideMerge(TestDatabase.AdminSql.layer.pipe(Layer.provideMerge(TestDatabase.TestDatabase.layer))),
    Layer.orDie
  )

/** The same, with passwords that cost hardly anything. */
export const layerWith = (more: Variables) => fullCostWith(more).pipe(Layer.provide(cheapPasswords))

export const layer = layerWith({})

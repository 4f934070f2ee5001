import * as Domains from "@beep/server/composition/domains"
import * as Infrastructure from "@beep/server/composition/infrastructure"
import { decodeEnv } from "@beep/shared-env/decodeEnv"
import { Effect, FileSystem, Layer, Path } from "effect"
import { Command } from "effect/cli"
import { SecureRandom } from "effect/crypto"
import { FetchHttpClient } from "effect/http"
import { emit, json, Refusal } from "../../../output/Report.ts"
import { start } from "../../demo/child.ts"
import * as Database from "../../demo/database.ts"
import * as DemoState from "../../demo/DemoState.ts"
import { sandboxEnv, serverEnv } from "../../demo/environments.ts"
import { listenable } from "../../demo/port.ts"
import { accuracyReport } from "./accuracyReport.ts"
import { measureFleet } from "./fleet.ts"

const root = new URL("../../../../../..", import.meta.url).pathname.replace(/\/$/, "")

const run = Effect.fn("beep runway accuracy")(function* (input: { readonly json: boolean }) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = yield* files.makeTempDirectoryScoped({ prefix: "beep-accuracy-" })
  yield* files.chmod(folder, 0o755)
  const state = yield* DemoState.open(path.join(folder, "state"), false)
  const [sandboxPort, port] = [yield* listenable(0), yield* listenable(0)]
  yield* start({
    name: "the Intuit stand-in",
    entry: path.join(root, "apps/sandbox/src/main.ts"),
    env: { ...sandboxEnv(state, sandboxPort, port, null), SANDBOX_COMPANIES: "fifty" },
    readyUrl: `http://127.0.0.1:${sandboxPort}/_sandbox/companies`,
    logFile: path.join(folder, "sandbox.log")
  })
  const database = yield* Database.prepare(state, undefined)
  const env = yield* Effect.fromResult(
    decodeEnv("server", "local", serverEnv({ state, database, port, sandboxPort, mail: null, webRoot: folder }))
  ).pipe(Effect.mapError((faults) => new Refusal({ reason: faults.message })))
  const measured = yield* measureFleet(`http://127.0.0.1:${sandboxPort}`, state.secrets.loginPassword).pipe(
    Effect.provide(Domains.layer(env).pipe(Layer.provideMerge(Infrastructure.layer(Infrastructure.foundationOf(env)))))
  )
  yield* emit(accuracyReport(measured), input.json)
}, Effect.scoped)

/** `beep runway accuracy`: the sandbox's companies measured twice, by us and by their own reports; exit code 1 below target. */
export const accuracy = Command.make("accuracy", { json }, run).pipe(
  Command.withDescription("Compare every runway figure with an independent oracle over QuickBooks' own reports"),
  Command.provide(() => Layer.mergeAll(FetchHttpClient.layer, SecureRandom.layerWebCrypto))
)

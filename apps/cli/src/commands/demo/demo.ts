import { Console, Effect, Fiber, Layer, Option, Path } from "effect"
import { SecureRandom } from "effect/crypto"
import { FetchHttpClient } from "effect/http"
import { Command, Flag } from "effect/cli"
import { processEnvironment } from "../../processEnvironment.ts"
import { start } from "./child.ts"
import * as Database from "./database.ts"
import * as DemoState from "./DemoState.ts"
import { sandboxEnv, serverEnv } from "./environments.ts"
import { listenable } from "./port.ts"
import { logins, seed } from "./seed/seed.ts"
import * as WebBuild from "./webBuild.ts"

const root = new URL("../../../../..", import.meta.url).pathname.replace(/\/$/, "")

const run = Effect.fn("beep demo")(function* (input: {
  readonly port: Option.Option<number>
  readonly fresh: boolean
  readonly state: string
}) {
  const path = yield* Path.Path
  const given = (yield* processEnvironment)["DB_PG_URL"]
  const port = yield* listenable(Option.getOrElse(input.port, () => 8080))
  const state = yield* DemoState.open(path.resolve(root, input.state), input.fresh)
  const sandboxPort = yield* listenable(0)
  const mail = {
    port: yield* listenable(0),
    password: (yield* (yield* SecureRandom.SecureRandom).uuidV4()).replaceAll("-", "")
  }
  const sandboxStarting = yield* Effect.forkScoped(
    start({
      name: "the Intuit stand-in",
      entry: path.join(root, "apps/sandbox/src/main.ts"),
      env: sandboxEnv(state, sandboxPort, port, mail),
      readyUrl: `http://127.0.0.1:${sandboxPort}/_sandbox/companies`,
      logFile: path.join(state.folder, "logs", "sandbox.log")
    })
  )
  // The build uses one core and the database the other.
  const web = yield* Effect.forkScoped(WebBuild.ensure(root))
  const database = yield* Database.prepare(state, given)
  const env = serverEnv({ state, database, port, sandboxPort, mail, webRoot: path.join(root, "apps/web/dist") })
  yield* Fiber.join(web)
  const serverStarting = yield* Effect.forkScoped(
    start({
      name: "the server",
      entry: path.join(root, "apps/server/src/main.ts"),
      env,
      readyUrl: `http://127.0.0.1:${port}/health/ready`,
      logFile: path.join(state.folder, "logs", "server.log")
    })
  )
  const sandbox = yield* Fiber.join(sandboxStarting)
  yield* seed({ env, sandboxUrl: `http://127.0.0.1:${sandboxPort}`, secrets: state.secrets })
  const server = yield* Fiber.join(serverStarting)
  yield* Console.log(
    [
      "",
      `Beep is at http://127.0.0.1:${port}`,
      "",
      ...logins(state.secrets),
      "",
      `Mail that was sent: http://127.0.0.1:${sandboxPort}/_sandbox/mail`,
      `Failures of QuickBooks to turn on: http://127.0.0.1:${sandboxPort}/_sandbox`,
      "",
      "Demo organization; Ctrl-C ends it."
    ].join("\n")
  )
  return yield* Effect.raceFirst(server.ended, sandbox.ended)
}, Effect.scoped)

/** `beep demo`: the product with sandbox servers on the other side of real wires. */
export const demo = Command.make(
  "demo",
  {
    port: Flag.Int("port").pipe(Flag.withDescription("Port of the app, 8080 when left out, 0 for a free one"), Flag.optional),
    fresh: Flag.Boolean("fresh").pipe(Flag.withDescription("Throw the former state away"), Flag.withDefault(false)),
    state: Flag.String("state").pipe(
      Flag.withDescription("Folder for the database, keys and logs"),
      Flag.withDefault(".beep/demo")
    )
  },
  run
).pipe(
  Command.withDescription("Run the product with a demo organization and sandbox servers"),
  Command.provide(() => Layer.mergeAll(FetchHttpClient.layer, SecureRandom.layerWebCrypto))
)

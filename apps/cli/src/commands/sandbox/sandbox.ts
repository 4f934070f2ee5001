import { LocalDate } from "@beep/kernel/LocalDate"
import { Seed } from "@beep/shared-env/values"
import { Effect, FileSystem, Layer, Option, Path } from "effect"
import { SecureRandom } from "effect/crypto"
import { FetchHttpClient } from "effect/http"
import { Command, Flag } from "effect/cli"
import { emit, json, Refusal } from "../../output/Report.ts"
import { processEnvironment } from "../../processEnvironment.ts"
import { start } from "../demo/child.ts"
import { listenable } from "../demo/port.ts"

const root = new URL("../../../../..", import.meta.url).pathname.replace(/\/$/, "")

/** Of the environment, what the stand-in itself may read; the options below win. */
const given = Effect.map(processEnvironment, (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("SANDBOX_")))
)

const run = Effect.fn("beep sandbox")(function* (input: {
  readonly port: number
  readonly asOf: Option.Option<LocalDate>
  readonly seed: Option.Option<number>
  readonly json: boolean
}) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const random = yield* SecureRandom.SecureRandom
  const environment = yield* given
  const clientId = environment["SANDBOX_INTUIT_CLIENT_ID"] ?? "beep-sandbox"
  const clientSecret = environment["SANDBOX_INTUIT_CLIENT_SECRET"] ?? (yield* random.uuidV4()).replaceAll("-", "")
  const port = yield* listenable(input.port)
  const folder = path.join(root, ".beep", "sandbox")
  yield* files
    .makeDirectory(folder, { recursive: true })
    .pipe(Effect.mapError(() => new Refusal({ reason: `the folder ${folder} cannot be made` })))
  const address = `http://127.0.0.1:${port}`
  const child = yield* start({
    name: "the Intuit stand-in",
    entry: path.join(root, "apps/sandbox/src/main.ts"),
    env: {
      ...environment,
      APP_ENV: "local",
      SANDBOX_INTUIT_PORT: String(port),
      SANDBOX_INTUIT_CLIENT_ID: clientId,
      SANDBOX_INTUIT_CLIENT_SECRET: clientSecret,
      ...Option.match(input.asOf, { onNone: () => ({}), onSome: (asOf) => ({ SANDBOX_AS_OF: asOf }) }),
      ...Option.match(input.seed, { onNone: () => ({}), onSome: (seed) => ({ SANDBOX_SEED: String(seed) }) })
    },
    readyUrl: `${address}/_sandbox/companies`,
    logFile: path.join(folder, `sandbox-${port}.log`)
  })
  const discoveryUrl = `${address}/.well-known/openid_configuration`
  yield* emit(
    {
      ok: true,
      lines: [
        `The Intuit stand-in is at ${address}`,
        `Failures to turn on: ${address}/_sandbox`,
        `Discovery document:  ${discoveryUrl}`,
        `Client id:           ${clientId}`,
        `Client secret:       ${clientSecret}`,
        "",
        "This is the sandbox, not Intuit; Ctrl-C ends it."
      ],
      document: { address, discoveryUrl, clientId, clientSecret }
    },
    input.json
  )
  return yield* child.ended
}, Effect.scoped)

/** `beep sandbox`: the stand-in for Intuit alone. */
export const sandbox = Command.make(
  "sandbox",
  {
    port: Flag.Int("port").pipe(
      Flag.withDescription("Port it listens on, 8091 when left out, 0 for a free one"),
      Flag.withDefault(8091)
    ),
    asOf: Flag.String("as-of").pipe(
      Flag.withDescription("Date the generated books end on, today when left out"),
      Flag.withSchema(LocalDate),
      Flag.optional
    ),
    seed: Flag.String("seed").pipe(
      Flag.withDescription("Seed of the generated companies, a whole number of up to six digits"),
      Flag.withSchema(Seed),
      Flag.optional
    ),
    json
  },
  run
).pipe(
  Command.withDescription("Run the stand-in for Intuit alone"),
  Command.provide(() => Layer.mergeAll(FetchHttpClient.layer, SecureRandom.layerWebCrypto))
)

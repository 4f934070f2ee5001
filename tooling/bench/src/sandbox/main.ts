/** The Intuit stand-in with companies of a wanted size: settings in on standard input. */
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { generate } from "@beep/sandbox/companies/generate"
import { sandboxServer } from "@beep/sandbox/server"
import { TimeZoneName, todayIn } from "@beep/kernel/LocalDate"
import { NodeRuntime } from "@effect/platform-node"
import { Effect, Layer, Redacted, Schema } from "effect"

const Settings = Schema.Struct({
  port: Schema.Int,
  clientId: Schema.String,
  clientSecret: Schema.String,
  rows: Schema.Array(Schema.Int)
})

const server = Layer.unwrap(
  Effect.gen(function* () {
    const { clientId, clientSecret, port, rows } = yield* Effect.flatMap(
      Effect.promise(() => Bun.stdin.json()),
      Schema.decodeUnknownEffect(Settings)
    )
    const asOf = yield* todayIn(TimeZoneName.make("America/Los_Angeles"))
    // The realm of a generated company is made from its size, so sizes must differ.
    const companies = rows.map((wanted) => ledgerSource(generate({ rows: wanted, seed: wanted, asOf })))
    return sandboxServer({ port, clientId, clientSecret: Redacted.make(clientSecret), companies })
  })
)

NodeRuntime.runMain(Layer.launch(server))

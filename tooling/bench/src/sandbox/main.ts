/** The Intuit stand-in with companies of a wanted size: settings in on standard input. */
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { generate } from "@beep/sandbox/companies/generate"
import { sandboxServer } from "@beep/sandbox/server"
import { TimeZoneName, todayIn } from "@beep/kernel/LocalDate"
import { NodeRuntime } from "@effect/platform-node"
import { Effect, Layer, Redacted, Schema } from "effect"
import { Fixable } from "../clients/Fixable.ts"

const Settings = Schema.Struct({
  port: Schema.Int,
  clientId: Schema.String,
  clientSecret: Schema.String,
  companies: Schema.Array(Schema.Struct({ rows: Schema.Int, plants: Schema.Array(Fixable) }))
})

const server = Layer.unwrap(
  Effect.gen(function* () {
    const { clientId, clientSecret, companies, port } = yield* Effect.flatMap(
      Effect.promise(() => Bun.stdin.json()),
      Schema.decodeUnknownEffect(Settings)
    )
    const asOf = yield* todayIn(TimeZoneName.make("America/Los_Angeles"))
    // The realm of a generated company is made from its size, so sizes must differ.
    const sources = companies.map(({ plants, rows }) => ledgerSource(generate({ rows, seed: rows, asOf, plants })))
    return sandboxServer({ port, clientId, clientSecret: Redacted.make(clientSecret), companies: sources })
  })
)

NodeRuntime.runMain(Layer.launch(server))

import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { Sync } from "@beep/runway/server/sync/Sync"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { NodeServices } from "@effect/platform-node"
import { Effect, Layer, Schema, Tracer } from "effect"
import { createInterface } from "node:readline"
import { decodedEnv, RawEnv, services } from "../services.ts"

const Variables = Schema.fromJsonString(Schema.Record(Schema.String, Schema.String))
const Task = Schema.fromJsonString(Schema.Array(Schema.Struct({ organizationId: OrganizationId, clientId: ClientId })))

/** Every span that ends is a line on standard output: how far the process is, for whoever is to kill it. */
class Told extends Tracer.NativeSpan {
  override end(...[endTime, exit]: Parameters<Tracer.NativeSpan["end"]>): void {
    super.end(endTime, exit)
    process.stdout.write(".\n")
  }
}

const telling = Tracer.make({ span: (options) => new Told(options) })

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const nextLine = Effect.map(
  Effect.promise(() => lines.next()),
  ({ value }) => String(value)
)

/** First line: the environment. Second line: whose books to read, all at once. */
const main = Effect.gen(function* () {
  const variables = yield* Effect.flatMap(nextLine, Schema.decodeEffect(Variables))
  const own = services.pipe(Layer.provide(decodedEnv), Layer.provide([Layer.succeed(RawEnv, variables), NodeServices.layer]))
  const context = yield* Layer.build(own)
  process.stdout.write("ready\n")
  const whose = yield* Effect.flatMap(nextLine, Schema.decodeEffect(Task))
  yield* Effect.gen(function* () {
    const sync = yield* Sync
    const scope = yield* SystemScope
    yield* Effect.forEach(
      whose,
      ({ clientId, organizationId }) =>
        scope.within({ job: "sync.schedule", reason: "a test" }, organizationId)(sync.catchUp(clientId, "schedule")),
      { concurrency: "unbounded" }
    )
  }).pipe(Effect.provideContext(context), Effect.withTracer(telling))
}).pipe(Effect.scoped)

await Effect.runPromise(main)
process.exit(0)

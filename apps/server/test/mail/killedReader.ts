import { MailSync } from "@beep/evidence/server/mail/MailSync"
import { ConnectionId, OrganizationId } from "@beep/kernel/ids"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { NodeServices } from "@effect/platform-node"
import { Effect, Layer, Schema, Tracer } from "effect"
import { createInterface } from "node:readline"
import { decodedEnv, RawEnv, services } from "../services.ts"

const Variables = Schema.fromJsonString(Schema.Record(Schema.String, Schema.String))
const Task = Schema.fromJsonString(Schema.Struct({ organizationId: OrganizationId, mailbox: ConnectionId }))

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

/** First line: the environment. Second line: whose mailbox to read. */
const main = Effect.gen(function* () {
  const variables = yield* Effect.flatMap(nextLine, Schema.decodeEffect(Variables))
  const own = services.pipe(Layer.provide(decodedEnv), Layer.provide([Layer.succeed(RawEnv, variables), NodeServices.layer]))
  const context = yield* Layer.build(own)
  process.stdout.write("ready\n")
  const { mailbox, organizationId } = yield* Effect.flatMap(nextLine, Schema.decodeEffect(Task))
  yield* Effect.gen(function* () {
    const sync = yield* MailSync
    const scope = yield* SystemScope
    yield* scope.within({ job: "mail.read", reason: "a test" }, organizationId)(sync.resume(mailbox))
  }).pipe(Effect.provideContext(context), Effect.withTracer(telling))
}).pipe(Effect.scoped)

await Effect.runPromise(main)
process.exit(0)

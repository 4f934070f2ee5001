import { NodeServices } from "@effect/platform-node"
import { Effect, Layer, Schema, Tracer } from "effect"
import { createInterface } from "node:readline"
import { decodedEnv, RawEnv, services } from "./services.ts"

const Variables = Schema.fromJsonString(Schema.Record(Schema.String, Schema.String))

/** Every span that ends is a line on standard output: how far the process is, for whoever is to kill it. */
class Told extends Tracer.NativeSpan {
  override end(...[endTime, exit]: Parameters<Tracer.NativeSpan["end"]>): void {
    super.end(endTime, exit)
    process.stdout.write(".\n")
  }
}

const telling = Tracer.make({ span: (options) => new Told(options) })

/**
 * The whole of a process that a test kills. First line: the environment. After it says "ready", second line: the task, decoded
 * by `schema`.
 */
export const killedMain = <A, E>(
  schema: Schema.Codec<A, string>,
  work: (task: A) => Effect.Effect<unknown, E, Layer.Success<typeof services>>
) =>
  Effect.gen(function* () {
    const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
    const nextLine = Effect.map(
      Effect.promise(() => lines.next()),
      ({ value }) => String(value)
    )
    const variables = yield* Effect.flatMap(nextLine, Schema.decodeEffect(Variables))
    const own = services.pipe(Layer.provide(decodedEnv), Layer.provide([Layer.succeed(RawEnv, variables), NodeServices.layer]))
    const context = yield* Layer.build(own)
    process.stdout.write("ready\n")
    const task = yield* Effect.flatMap(nextLine, Schema.decodeEffect(schema))
    yield* work(task).pipe(Effect.provideContext(context), Effect.withTracer(telling))
  }).pipe(Effect.scoped)

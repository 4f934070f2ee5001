import { Duration, Effect, FileSystem, Schedule, Schema, Stream } from "effect"
import { HttpClient } from "effect/http"
import { ChildProcess, ChildProcessSpawner } from "effect/process"
import { BenchRefused } from "./BenchRefused.ts"

export interface Child {
  readonly name: string
  readonly entry: string
  readonly flags?: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string>>
  /** Given to the process on its standard input. */
  readonly input?: unknown
  readonly readyUrl: string
  readonly logFile: string
}

class NotReady extends Schema.TaggedError<NotReady>()("NotReady", {}) {}

/** Two minutes: the stand-in writes a million rows before it answers. */
const patience = Schedule.max([Schedule.spaced("50 millis"), Schedule.recurs(2400)])

const surroundings = () => ({ PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" })

/** One process of its own for the lifetime of the scope; answers with its id when `readyUrl` does. */
export const start = Effect.fn("bench.child")(function* (child: Child) {
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const files = yield* FileSystem.FileSystem
  const client = yield* HttpClient.HttpClient
  const handle = yield* spawner
    .spawn(
      ChildProcess.make(process.execPath, [...(child.flags ?? []), child.entry], {
        env: { ...child.env, ...surroundings() },
        stdin: child.input === undefined ? "ignore" : Stream.succeed(new TextEncoder().encode(JSON.stringify(child.input))),
        forceKillAfter: Duration.seconds(5)
      })
    )
    .pipe(Effect.mapError(() => new BenchRefused({ reason: `${child.name} could not be started` })))
  yield* Effect.forkScoped(Effect.ignore(Stream.run(handle.all, files.sink(child.logFile))))
  const ready = client.get(child.readyUrl).pipe(
    Effect.timeout("1 second"),
    Effect.flatMap((response) => (response.status < 300 ? Effect.void : new NotReady())),
    Effect.retry(patience),
    Effect.mapError(() => new BenchRefused({ reason: `${child.name} was not ready in time` }))
  )
  const died = Effect.flatMap(Effect.ignore(handle.exitCode), () =>
    Effect.flatMap(
      Effect.orElseSucceed(files.readFileString(child.logFile), () => ""),
      (log) => new BenchRefused({ reason: `${child.name} ended: ${log.trim().slice(-1000)}` })
    )
  )
  yield* Effect.raceFirst(ready, died)
  return { pid: Number(handle.pid) }
})

/** One process that reads `input` and writes one answer. */
export const ask = Effect.fn("bench.ask")(function* (name: string, entry: string, input: unknown) {
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  return yield* spawner
    .string(
      ChildProcess.make(process.execPath, [entry], {
        env: surroundings(),
        stdin: Stream.succeed(new TextEncoder().encode(JSON.stringify(input)))
      })
    )
    .pipe(Effect.mapError(() => new BenchRefused({ reason: `${name} did not answer` })))
})

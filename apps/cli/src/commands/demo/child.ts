import { Duration, Effect, FileSystem, Schedule, Schema, Stream } from "effect"
import { HttpClient } from "effect/http"
import { ChildProcess, ChildProcessSpawner } from "effect/process"
import { Refusal } from "../../output/Report.ts"
import { processEnvironment } from "../../processEnvironment.ts"

export interface Child {
  readonly name: string
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  /** Answers 2xx when the process is ready. */
  readonly readyUrl: string
  readonly logFile: string
}

class NotReady extends Schema.TaggedError<NotReady>()("NotReady", {}) {}

const patience = Schedule.max([Schedule.spaced("100 millis"), Schedule.recurs(300)])

/** Starts one of our own processes, waits until it is ready, and ends it with the scope: asked first, killed after two seconds. */
export const start = Effect.fn("demo.child")(function* (child: Child) {
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const files = yield* FileSystem.FileSystem
  const client = yield* HttpClient.HttpClient
  const inherited = yield* processEnvironment
  const handle = yield* spawner
    .spawn(
      ChildProcess.make(process.execPath, [child.entry], {
        env: { ...child.env, PATH: inherited["PATH"] ?? "", HOME: inherited["HOME"] ?? "" },
        stdin: "ignore",
        forceKillAfter: Duration.seconds(2)
      })
    )
    .pipe(Effect.mapError(() => new Refusal({ reason: `${child.name} could not be started` })))
  yield* Effect.forkScoped(handle.all.pipe(Stream.run(files.sink(child.logFile)), Effect.ignore))
  const ready = client.get(child.readyUrl).pipe(
    Effect.timeout("1 second"),
    Effect.flatMap((response) => (response.status < 300 ? Effect.void : new NotReady())),
    Effect.retry(patience),
    Effect.mapError(() => new Refusal({ reason: `${child.name} was not ready in time: see ${child.logFile}` }))
  )
  const died = Effect.flatMap(Effect.ignore(handle.exitCode), () =>
    Effect.flatMap(
      Effect.orElseSucceed(files.readFileString(child.logFile), () => ""),
      (log) => Effect.fail(new Refusal({ reason: `${child.name} ended: ${log.trim().split("\n").at(-1) ?? "no output"}` }))
    )
  )
  yield* Effect.raceFirst(ready, died)
  return { ended: died }
})

import { assert } from "@effect/vitest"
import { NodeServices } from "@effect/platform-node"
import { Effect, FileSystem } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { RawEnv } from "./services.ts"

/** A program beside this file, as one file: a process that reads it starts in a third of the time. */
export const bundled = Effect.fnUntraced(function* (program: string) {
  const folder = yield* Effect.flatMap(FileSystem.FileSystem, (files) =>
    files.makeTempDirectoryScoped({ prefix: "beep-killed-" })
  )
  const entry = fileURLToPath(new URL(program, import.meta.url))
  const { outputs } = yield* Effect.promise(() => Bun.build({ entrypoints: [entry], target: "bun", outdir: folder }))
  return yield* Effect.fromNullishOr(outputs[0]?.path)
}, Effect.provide(NodeServices.layer))

/** A process that can sync, waiting for its order. */
const worker = Effect.fnUntraced(function* (program: string) {
  const variables = yield* RawEnv
  const { child, exited } = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] })
      return { child, exited: once(child, "exit") }
    }),
    ({ child, exited }) =>
      Effect.promise(() => {
        child.kill("SIGKILL")
        return exited
      })
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const say = (text: unknown) => Effect.sync(() => child.stdin.write(`${JSON.stringify(text)}\n`))
  const next = Effect.promise(() => lines.next())
  yield* say(variables)
  assert.strictEqual((yield* next).value, "ready")
  return { child, exited, say, next }
})

/** Lets a process sync and kills it when so many of its spans have ended; answers how many had when it was not there any more. */
export const killedAfter = (program: string, task: unknown, spans: number) =>
  Effect.gen(function* () {
    const { child, exited, next, say } = yield* worker(program)
    yield* say(task)
    let seen = 0
    while (seen < spans && !(yield* next).done) seen += 1
    child.kill("SIGKILL")
    yield* Effect.promise(() => exited)
    return { seen, wasKilled: child.signalCode === "SIGKILL" }
  }).pipe(Effect.scoped)

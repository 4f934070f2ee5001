import { Effect, FileSystem, Redacted, Schema } from "effect"
import { ChildProcess, ChildProcessSpawner } from "effect/process"
import type { LoadResult } from "../load/LoadPlan.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { spelledOut, type Unit } from "./Statement.ts"

/** Every connection prepares its statements first, which takes its time and is not what is measured. */
const settling = 1

/**
 * Milliseconds of each transaction but those that ended in the first second. A line of `pgbench --log` is client, number,
 * microseconds, script, and when it ended: seconds, microseconds.
 */
export const millisOf = (log: string): ReadonlyArray<number> => {
  const lines = log.split("\n").flatMap((line) => {
    const [, , micros, , seconds, fraction] = line.split(" ").map(Number)
    return micros === undefined || seconds === undefined || fraction === undefined
      ? []
      : [{ millis: micros / 1000, at: seconds + fraction / 1e6 }]
  })
  const began = lines.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY)
  return lines.flatMap(({ at, millis }) => (at < began + settling ? [] : [millis]))
}

/** What follows `BEGIN;` in one text is sent with it: one trip, as our driver's. */
const script = (units: ReadonlyArray<Unit>) =>
  units.flatMap((unit) => unit.map((statement) => `${spelledOut(statement)};`)).join("\n")

const Version = Schema.String.check(Schema.isPattern(/^pgbench /))

/** None where no pgbench is installed: PostgreSQL of npm brings none, Debian's `postgresql-contrib` does. */
export const findPgbench = Effect.gen(function* () {
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  return yield* spawner.string(ChildProcess.make("pgbench", ["--version"])).pipe(
    Effect.flatMap(Schema.decodeEffect(Version)),
    Effect.map((text) => text.trim()),
    Effect.option
  )
})

/** The statements of one read over and over, each prepared once per connection; every transaction is timed. */
export const runPgbench = Effect.fn("bench.pgbench")(function* (options: {
  readonly folder: string
  readonly url: Redacted.Redacted
  readonly units: ReadonlyArray<Unit>
  readonly connections: number
  readonly seconds: number
}) {
  const files = yield* FileSystem.FileSystem
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const folder = yield* files.makeTempDirectoryScoped({ directory: options.folder, prefix: "pgbench-" })
  yield* files.writeFileString(`${folder}/read.sql`, script(options.units))
  const { connections, seconds } = options
  const said = yield* spawner
    .string(
      ChildProcess.make(
        "pgbench",
        [
          "-n",
          "-M",
          "prepared",
          "-f",
          `${folder}/read.sql`,
          "-c",
          `${connections}`,
          "-j",
          "1",
          "-T",
          `${seconds + settling}`,
          "-l",
          `--log-prefix=${folder}/log`,
          Redacted.value(options.url)
        ],
        { env: { PATH: process.env["PATH"] ?? "" } }
      ),
      { includeStderr: true }
    )
    .pipe(Effect.mapError(() => new BenchRefused({ reason: "pgbench could not be run" })))
  // A client that met an error ends, and the others go on: what is left is not the load that was asked for.
  if (/^pgbench: error/m.test(said))
    return yield* new BenchRefused({ reason: `pgbench could not repeat a read: ${said.slice(-500)}` })
  const logs = (yield* files.readDirectory(folder)).filter((name) => name.startsWith("log"))
  const millis = (yield* Effect.forEach(logs, (name) => files.readFileString(`${folder}/${name}`))).flatMap(millisOf)
  if (millis.length === 0) return yield* new BenchRefused({ reason: `pgbench measured nothing: ${said.slice(-500)}` })
  const result: LoadResult = { seconds, errors: 0, timeouts: 0, non2xx: 0, millis }
  return result
}, Effect.scoped)

import { checkEnv, type EnvReport } from "@beep/shared-env/checkEnv"
import { layouts, type Process } from "@beep/shared-env/processes"
import { Stage } from "@beep/shared-env/Stage"
import { Effect, FileSystem, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { processEnvironment } from "../../processEnvironment.ts"
import { emit, json, Refusal, type Report } from "../../output/Report.ts"
import { table } from "../../output/table.ts"
import { parseEnvFile } from "./parseEnvFile.ts"

const processes: ReadonlyArray<Process> = ["server", "cli", "sandbox", "web"]

const reportOf = (reports: ReadonlyArray<EnvReport>): Report => ({
  ok: reports.every((report) => report.ok),
  lines: reports.flatMap((report) => [
    `${report.process} in ${report.stage}: ${report.ok ? "complete" : "not usable"}`,
    ...table(
      ["variable", "status", "note"],
      report.rows.map((row) => [row.name, row.status, row.note])
    ),
    ""
  ]),
  document: reports.map((report) => ({ ...report, rows: report.rows.map((row) => ({ ...row })) }))
})

const read = (file: Option.Option<string>) =>
  Option.match(file, {
    onNone: () => processEnvironment,
    onSome: (path) =>
      Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(path)).pipe(
        Effect.map(parseEnvFile),
        Effect.mapError(() => new Refusal({ reason: `the file ${path} cannot be read` }))
      )
  })

/** `beep env check`: names and reasons, never a value. */
export const check = Command.make(
  "check",
  {
    stage: Flag.Literals("stage", Stage.literals).pipe(
      Flag.withDescription("Stage to check for; APP_ENV of the environment when left out"),
      Flag.optional
    ),
    file: Flag.String("file").pipe(
      Flag.withDescription("A file of NAME=value lines in place of this process's environment"),
      Flag.optional
    ),
    process: Flag.Literals("process", Object.keys(layouts)).pipe(
      Flag.withDescription("One process; all when left out"),
      Flag.optional
    ),
    json
  },
  Effect.fn("beep env check")(function* (input) {
    const raw = yield* read(input.file)
    const stage = yield* Option.match(input.stage, {
      onSome: Effect.succeed,
      onNone: () =>
        Effect.mapError(
          Schema.decodeUnknownEffect(Stage)(raw["APP_ENV"]),
          () => new Refusal({ reason: `no --stage given and APP_ENV is not one of ${Stage.literals.join(", ")}` })
        )
    })
    const chosen = processes.filter((process) => Option.isNone(input.process) || input.process.value === process)
    yield* emit(reportOf(chosen.map((process) => checkEnv(process, stage, raw))), input.json)
  })
).pipe(Command.withDescription("Check the environment against the schema of a stage; prints names, never values"))

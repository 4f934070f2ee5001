import { fileName, type Migration } from "@beep/sql/migrations/Migration"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import type { Plan } from "@beep/sql/migrations/plan"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { emit, json, type Report } from "../../output/Report.ts"
import { table } from "../../output/table.ts"
import { catalogue } from "./catalogue.ts"
import { layer } from "./layer.ts"

const names = (migrations: ReadonlyArray<Migration>) => migrations.map(fileName)

const sentence = (plan: Plan): ReadonlyArray<string> => {
  switch (plan.state) {
    case "current":
      return ["The database has every migration of this release."]
    case "behind":
      return [`${plan.pending.length} to apply:`, ...names(plan.pending)]
    case "ahead":
      return ["The database has migrations this release does not know:", ...names(plan.unknown)]
    case "diverged":
      return ["The database and this release disagree:", ...plan.faults]
  }
}

const documentOf = (plan: Plan): Report["document"] =>
  plan.state === "behind"
    ? { state: plan.state, pending: names(plan.pending) }
    : plan.state === "ahead"
      ? { state: plan.state, unknown: names(plan.unknown) }
      : plan.state === "diverged"
        ? { state: plan.state, faults: plan.faults }
        : { state: plan.state }

const plan = Command.make(
  "plan",
  { json },
  Effect.fn("beep migrate plan")(function* (input) {
    const runner = yield* MigrationRunner
    const found = yield* runner.plan(catalogue)
    yield* emit(
      { ok: found.state === "current" || found.state === "behind", lines: sentence(found), document: documentOf(found) },
      input.json
    )
  })
).pipe(Command.withDescription("What `up` would apply; changes nothing"))

const up = Command.make(
  "up",
  { json },
  Effect.fn("beep migrate up")(function* (input) {
    const runner = yield* MigrationRunner
    const applied = names(yield* runner.up(catalogue))
    const lines = applied.length === 0 ? ["Nothing to apply."] : applied.map((name) => `applied ${name}`)
    yield* emit({ ok: true, lines, document: { applied } }, input.json)
  })
).pipe(Command.withDescription("Apply what is pending, one at a time, each in a transaction"))

const verify = Command.make(
  "verify",
  { json },
  Effect.fn("beep migrate verify")(function* (input) {
    const runner = yield* MigrationRunner
    const files = yield* runner.fileFaults(catalogue)
    const found = yield* runner.plan(catalogue)
    const ok = files.length === 0 && found.state === "current"
    yield* emit({ ok, lines: [...files, ...sentence(found)], document: { ok, files, plan: documentOf(found) } }, input.json)
  })
).pipe(Command.withDescription("Compare files, catalogue and database; fails unless all three agree"))

const status = Command.make(
  "status",
  { json },
  Effect.fn("beep migrate status")(function* (input) {
    const runner = yield* MigrationRunner
    const applied = new Set((yield* runner.applied).map((m) => m.id))
    const rows = catalogue.entries.map((m) => ({ file: fileName(m), owner: m.owner, applied: applied.has(m.id) }))
    yield* emit(
      {
        ok: true,
        lines: table(
          ["migration", "owner", "applied"],
          rows.map((row) => [row.file, row.owner, row.applied ? "yes" : "no"])
        ),
        document: rows
      },
      input.json
    )
  })
).pipe(Command.withDescription("Every migration of this release and whether the database has it"))

export const migrate = Command.make("migrate").pipe(
  Command.withDescription("Bring the database to this release"),
  Command.withSubcommands([plan, up, verify, status]),
  Command.provide(() => layer)
)

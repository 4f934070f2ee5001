import { Console, Effect, Schema } from "effect"
import { Flag } from "effect/cli"

/** What a command found: lines for people, one JSON document for machines, and whether it is well. */
export interface Report {
  readonly ok: boolean
  readonly lines: ReadonlyArray<string>
  readonly document: Schema.Json
}

/** Said already; only the exit code is left to set. */
export class CommandFailed extends Schema.TaggedError<CommandFailed>()("CommandFailed", {}) {}

/** A sentence for the person at the terminal; exit code 1. */
export class Refusal extends Schema.TaggedError<Refusal>()("Refusal", { reason: Schema.String }) {
  override get message(): string {
    return this.reason
  }
}

/** On every command: one JSON document in place of lines. */
export const json = Flag.Boolean("json").pipe(Flag.withDescription("Print one JSON document"), Flag.withDefault(false))

export const emit = (report: Report, asJson: boolean): Effect.Effect<void, CommandFailed> =>
  Effect.gen(function* () {
    if (asJson) yield* Console.log(JSON.stringify(report.document, null, 2))
    else yield* Effect.forEach(report.lines, (line) => Console.log(line), { discard: true })
    if (!report.ok) return yield* new CommandFailed()
  })

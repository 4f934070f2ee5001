import { Cause, Console, Effect, Exit } from "effect"
import { CliError } from "effect/cli"

const oneLine = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("; ")

const messageOf = (error: unknown): string => {
  if (typeof error === "object" && error !== null && "_tag" in error && error._tag === "SqlError") {
    return "The database did not answer as expected: check its address, its role and whether it runs."
  }
  return error instanceof Error && error.message !== "" ? oneLine(error.message) : "The command failed."
}

/** 0 done, 1 failed, 2 used wrongly; a failure is one line on standard error. */
export const exitCode = <A, E>(exit: Exit.Exit<A, E>): Effect.Effect<number> =>
  Effect.gen(function* () {
    if (Exit.isSuccess(exit)) return 0
    if (Cause.hasInterruptsOnly(exit.cause)) return 0
    const error = Cause.squash(exit.cause)
    if (CliError.isCliError(error)) return error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : 2
    if (typeof error === "object" && error !== null && "_tag" in error && error._tag === "CommandFailed") return 1
    yield* Console.error(messageOf(error))
    return 1
  })

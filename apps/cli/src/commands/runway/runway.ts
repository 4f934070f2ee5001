import { Command } from "effect/cli"
import { accuracy } from "./accuracy/accuracyCommand.ts"

/** `beep runway`: what operators ask of the figures. */
export const runway = Command.make("runway").pipe(
  Command.withDescription("Check the runway figures"),
  Command.withSubcommands([accuracy])
)

import { Command } from "effect/cli"
import { check } from "./check.ts"

export const env = Command.make("env").pipe(
  Command.withDescription("The environment this product runs in"),
  Command.withSubcommands([check])
)

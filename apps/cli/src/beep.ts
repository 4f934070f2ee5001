import { Command } from "effect/cli"
import { env } from "./commands/env/env.ts"
import { migrate } from "./commands/migrate/migrate.ts"

/** `beep`: what operators use. */
export const beep = Command.make("beep").pipe(
  Command.withDescription("Operate Beep: environment, migrations, organizations, audit and the demo"),
  Command.withSubcommands([env, migrate])
)

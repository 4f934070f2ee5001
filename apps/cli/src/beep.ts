import { Command } from "effect/cli"
import { access } from "./commands/access.ts"
import { audit } from "./commands/audit/audit.ts"
import { connection } from "./commands/connection/connection.ts"
import { demo } from "./commands/demo/demo.ts"
import { env } from "./commands/env/env.ts"
import { evidence } from "./commands/evidence/evidence.ts"
import { member } from "./commands/member/member.ts"
import { migrate } from "./commands/migrate/migrate.ts"
import { org } from "./commands/org/org.ts"
import { runway } from "./commands/runway/runway.ts"
import { sandbox } from "./commands/sandbox/sandbox.ts"
import { token } from "./commands/token.ts"

/** `beep`: what operators use. */
export const beep = Command.make("beep").pipe(
  Command.withDescription(
    "Operate Beep: environment, migrations, organizations, access, audit, connections, accuracy, the sandbox and the demo"
  ),
  Command.withSubcommands([env, migrate, org, member, access, token, audit, connection, evidence, runway, sandbox, demo])
)

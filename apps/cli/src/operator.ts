import type { SystemJob } from "@beep/tenancy/server/SystemScope"

/** How a command stands in the audit log: by its name, never by a person's. */
export const operator = (command: string): SystemJob => ({ job: `cli.${command}`, reason: "an operator ran the command" })

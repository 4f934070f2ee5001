import { catalogue } from "@beep/migrations/catalogue"
import type { Check } from "../Check.ts"
import { checkMigrations } from "../pure/migrations.ts"

export const migrations: Check = {
  name: "migrations",
  run: async ({ workspace }) => checkMigrations(workspace, catalogue)
}

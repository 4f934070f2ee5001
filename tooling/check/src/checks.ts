import { checkGraph } from "@beep/graph/checkGraph"
import type { Check } from "./Check.ts"
import { checkAuditedWrites } from "./pure/auditedWrites.ts"
import { checkLockfile } from "./pure/lockfile.ts"
import { checkMachineTraces } from "./pure/machineTraces.ts"
import { checkPages } from "./pure/pages.ts"
import { checkTelemetryNames } from "./pure/telemetryNames.ts"
import { deadCode } from "./steps/deadCode.ts"
import { format } from "./steps/format.ts"
import { lint } from "./steps/lint.ts"
import { types } from "./steps/types.ts"

/** A check that imports the product loads it when it runs, so that a product that does not load is one failed line. */
const late = (name: string, load: () => Promise<Check>): Check => ({
  name,
  run: async (context) => (await load()).run(context)
})

/** Longest first. */
export const checks: ReadonlyArray<Check> = [
  types,
  deadCode,
  lint,
  format,
  { name: "import table", run: async ({ workspace }) => checkGraph(workspace) },
  late("copy", async () => (await import("./steps/copy.ts")).copy),
  late("endpoint scopes", async () => (await import("./steps/endpoints.ts")).endpoints),
  late("environment", async () => (await import("./steps/environment.ts")).environment),
  late("migrations", async () => (await import("./steps/migrations.ts")).migrations),
  { name: "audited writes", run: async ({ workspace }) => checkAuditedWrites(workspace) },
  { name: "telemetry names", run: async ({ workspace }) => checkTelemetryNames(workspace) },
  { name: "lockfile", run: async ({ workspace }) => checkLockfile(workspace) },
  { name: "machine traces", run: async ({ workspace }) => checkMachineTraces(workspace) },
  { name: "pages", run: async ({ workspace }) => checkPages(workspace) }
]

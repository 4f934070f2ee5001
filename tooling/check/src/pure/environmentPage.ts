import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

const file = "specs/environment.md"

export const checkEnvironmentPage = (workspace: Workspace, expected: string): ReadonlyArray<Finding> =>
  workspace.get(file) === expected
    ? []
    : [{ file, line: 0, rule: "environment", message: "is out of date; run bun packages/shared-env/write-page.ts" }]

import { checkStyles } from "@beep/lint/checkStyles"
import { runOxlint } from "@beep/lint/runOxlint"
import type { Check } from "../Check.ts"

export const lint: Check = {
  name: "lint",
  run: async ({ root, workspace }) => [
    ...(await runOxlint(root, ".")).filter((report) => report.isError),
    ...checkStyles(workspace)
  ]
}

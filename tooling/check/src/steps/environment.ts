import { environmentPage } from "@beep/shared-env/environmentPage"
import { variables } from "@beep/shared-env/variables"
import type { Check } from "../Check.ts"
import { checkEnvironmentNames } from "../pure/environmentNames.ts"
import { checkEnvironmentPage } from "../pure/environmentPage.ts"

export const environment: Check = {
  name: "environment",
  run: async ({ workspace }) => [
    ...checkEnvironmentPage(workspace, environmentPage()),
    ...checkEnvironmentNames(workspace, Object.keys(variables))
  ]
}

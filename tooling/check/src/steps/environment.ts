import { environmentPage } from "@beep/shared-env/environmentPage"
import { variables } from "@beep/shared-env/variables"
import type { Check } from "../Check.ts"
import { checkEnvironmentNames } from "../pure/environmentNames.ts"
import { checkGeneratedPage } from "../pure/generatedPage.ts"

export const environment: Check = {
  name: "environment",
  run: async ({ workspace }) => [
    ...checkGeneratedPage(workspace, {
      file: "specs/environment.md",
      rule: "environment",
      expected: environmentPage(),
      writer: "packages/shared-env/write-page.ts"
    }),
    ...checkEnvironmentNames(workspace, Object.keys(variables))
  ]
}

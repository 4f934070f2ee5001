import { permissionsPage } from "@beep/api/permissionsPage"
import { Api } from "@beep/api/RootApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import type { Check } from "../Check.ts"
import { checkEndpointScopes } from "../pure/endpointScopes.ts"
import { checkGeneratedPage } from "../pure/generatedPage.ts"

export const endpoints: Check = {
  name: "endpoint scopes",
  run: async ({ workspace }) => [
    ...checkEndpointScopes(Api, Authorization.key),
    ...checkGeneratedPage(workspace, {
      file: "specs/permissions.md",
      rule: "permissions",
      expected: permissionsPage(),
      writer: "packages/api/write-permissions.ts"
    })
  ]
}

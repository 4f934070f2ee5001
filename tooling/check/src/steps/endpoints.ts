import { Api } from "@beep/api/RootApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import type { Check } from "../Check.ts"
import { checkEndpointScopes } from "../pure/endpointScopes.ts"

export const endpoints: Check = {
  name: "endpoint scopes",
  run: async () => checkEndpointScopes(Api, Authorization.key)
}

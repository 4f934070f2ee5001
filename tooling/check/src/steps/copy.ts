import { Api } from "@beep/api/RootApi"
import { checkJson, checkSources } from "@beep/copy-lint/checkCopy"
import { fixedFooters } from "@beep/runway/contract/messages"
import { OpenApi } from "effect/http-api"
import type { Check } from "../Check.ts"
import { checkBuiltWeb } from "./builtWeb.ts"

const allowed = fixedFooters

export const copy: Check = {
  name: "copy",
  run: async ({ root, workspace }) => [
    ...checkSources(workspace, allowed),
    ...checkJson("openapi.json", OpenApi.fromApi(Api), allowed),
    ...(await checkBuiltWeb(root, allowed))
  ]
}

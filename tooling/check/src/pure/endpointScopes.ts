import { RequiredScope } from "@beep/kernel/Scope"
import type { Finding } from "@beep/graph/Finding"
import { Context, Option } from "effect"
import type { HttpApiGroup } from "effect/http-api"
import { HttpApi } from "effect/http-api"

/**
 * Every endpoint declares the scope it needs, and every one that is not public
 * stands behind the middleware that enforces it (`enforcedBy`, a service key).
 */
export const checkEndpointScopes = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<Id, Groups>,
  enforcedBy: string
): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  HttpApi.reflect(api, {
    onGroup: () => {},
    onEndpoint: ({ group, endpoint, mergedAnnotations, middleware }) => {
      const found = (message: string) =>
        findings.push({
          file: "packages/api/src/RootApi.ts",
          line: 0,
          rule: "endpoint-scope",
          message: `${group.identifier}.${endpoint.identifier} ${message}`
        })
      const scope = Context.getOption(mergedAnnotations, RequiredScope)
      if (Option.isNone(scope)) found("declares no RequiredScope")
      else if (scope.value !== "public" && ![...middleware].some((one) => one.key === enforcedBy)) {
        found(`needs ${scope.value} and no middleware enforces it`)
      }
    }
  })
  return findings
}

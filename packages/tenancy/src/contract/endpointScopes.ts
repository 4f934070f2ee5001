import { HttpApi, type HttpApiGroup } from "effect/http-api"
import { scopeOf } from "./policy.ts"

/**
 * The endpoints of an api that declare no scope, as `group.endpoint`; the server
 * refuses to start unless the list is empty (house.md, way of a request 4).
 */
export const assertEveryEndpointHasScope = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<Id, Groups>
): ReadonlyArray<string> => {
  const missing: Array<string> = []
  HttpApi.reflect(api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, group }) => {
      if (scopeOf(group, endpoint) === undefined) missing.push(`${group.identifier}.${endpoint.identifier}`)
    }
  })
  return missing
}

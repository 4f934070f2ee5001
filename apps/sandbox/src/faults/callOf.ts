import { Effect, Option } from "effect"
import type { HttpServerRequest } from "effect/http"
import { Grants } from "../oauth/Grants.ts"
import type { CallKind } from "./FaultOrder.ts"

export interface Call {
  readonly realmId: string
  readonly kind: CallKind
}

const kinds: Readonly<Record<string, CallKind>> = { query: "query", reports: "report", cdc: "cdc", batch: "write" }

const kindOf = (method: string, segment: string): CallKind => kinds[segment] ?? (method === "GET" ? "read" : "write")

const dataCall = /^\/v3\/company\/([^/]+)\/([^/?]+)/

/** What a request is to a company that may make it; undefined for any other. A token call is known by the grant it is about. */
export const callOf = Effect.fnUntraced(function* (request: HttpServerRequest.HttpServerRequest) {
  const grants = yield* Grants
  const [, realmId, segment] = dataCall.exec(request.url) ?? []
  if (realmId !== undefined && segment !== undefined) {
    const token = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? ""
    const granted = yield* grants.realmOf(token)
    return Option.contains(granted, realmId) ? { realmId, kind: kindOf(request.method, segment) } : undefined
  }
  const kind: CallKind | undefined =
    request.url === "/oauth2/v1/tokens/bearer" ? "token" : request.url === "/v2/oauth2/tokens/revoke" ? "revoke" : undefined
  if (kind === undefined) return undefined
  const params = new URLSearchParams(yield* Effect.orElseSucceed(request.text, () => ""))
  const secret = params.get("refresh_token") ?? params.get("token") ?? params.get("code") ?? ""
  const realm = yield* grants.realmOfGrant(secret)
  return Option.isNone(realm) ? undefined : { realmId: realm.value, kind }
})

import { Redacted } from "effect"
import type { HttpServerRequest } from "effect/http"
import { apiKeyPrefix } from "../../contract/ApiKey.ts"

export type Credential =
  | { readonly kind: "bearer"; readonly token: Redacted.Redacted }
  | { readonly kind: "key"; readonly token: Redacted.Redacted }
  | { readonly kind: "session"; readonly token: Redacted.Redacted }
  | { readonly kind: "none" }

/** RFC 6750: the scheme is case-insensitive, the token is not. */
const bearer = /^bearer +([A-Za-z0-9._~+/=-]+)$/i

/** A bearer token wins: it was set on purpose, a cookie comes along by itself. */
export const credentialOf = (request: HttpServerRequest.HttpServerRequest, cookieName: string): Credential => {
  const header = request.headers["authorization"]
  if (header !== undefined) {
    const token = bearer.exec(header)?.[1]
    if (token === undefined) return { kind: "none" }
    return { kind: token.startsWith(apiKeyPrefix) ? "key" : "bearer", token: Redacted.make(token) }
  }
  const cookie = request.cookies[cookieName]
  return cookie === undefined || cookie === "" ? { kind: "none" } : { kind: "session", token: Redacted.make(cookie) }
}

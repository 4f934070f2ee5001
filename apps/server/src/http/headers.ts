import { Headers, HttpServerResponse } from "effect/http"

/** No inline script, no inline style, nothing from another host, no frame around us. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'"
].join("; ")

const always = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()"
}

/** Put together once: every answer carries one of them. */
const headersOf = (secure: boolean, cache: string) =>
  Headers.fromInput({
    ...always,
    ...(secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
    "cache-control": cache
  })
const of = (secure: boolean) => ({
  data: headersOf(secure, "no-store"),
  file: headersOf(secure, "public, max-age=31536000, immutable")
})
const [plain, secured] = [of(false), of(true)]

/** Files whose name carries a hash of their content never change. */
const immutableFile = /^\/assets\/[^/]+-[\w-]{8,}\.\w+$/

export const withSecurityHeaders = (
  response: HttpServerResponse.HttpServerResponse,
  path: string,
  secure: boolean
): HttpServerResponse.HttpServerResponse => {
  const { data, file } = secure ? secured : plain
  return HttpServerResponse.setHeaders(response, immutableFile.test(path) && response.status === 200 ? file : data)
}

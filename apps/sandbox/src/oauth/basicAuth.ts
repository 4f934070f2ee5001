import { Redacted, Result } from "effect"
import { Base64 } from "effect/encoding"
import type { SandboxSettings } from "../Sandbox.ts"

/** RFC 6749 2.3.1: id and secret are form-encoded before they are joined. */
const formDecoded = (text: string): string => new URLSearchParams(`v=${text}`).get("v") ?? ""

export const isApp = (sandbox: SandboxSettings, authorization: string | undefined): boolean => {
  const decoded = Base64.decodeString(/^Basic (.+)$/i.exec(authorization ?? "")?.[1] ?? "")
  if (Result.isFailure(decoded)) return false
  const colon = decoded.success.indexOf(":")
  if (colon < 0) return false
  const id = formDecoded(decoded.success.slice(0, colon))
  const secret = formDecoded(decoded.success.slice(colon + 1))
  return id === sandbox.clientId && secret === Redacted.value(sandbox.clientSecret)
}

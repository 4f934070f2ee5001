import { Result } from "effect"
import * as Hex from "effect/encoding/Hex"

/** The 16 bytes of a decoded (valid) uuid. */
export const uuidBytes = (uuid: string): Uint8Array => Result.getOrThrow(Hex.decode(uuid.replaceAll("-", "")))

export const uuidText = (bytes: Uint8Array): string => {
  const hex = Hex.encode(bytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

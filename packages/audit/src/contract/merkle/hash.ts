import type { Sha256 } from "./sha256.ts"

/** RFC 6962 section 2.1: a leaf is hashed behind 0x00, a node behind 0x01, so that neither can pass for the other. */
export const leafHash = (sha256: Sha256, data: Uint8Array): Uint8Array => {
  const prefixed = new Uint8Array(data.length + 1)
  prefixed.set(data, 1)
  return sha256(prefixed)
}

export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array => {
  const prefixed = new Uint8Array(65)
  prefixed[0] = 1
  prefixed.set(left, 1)
  prefixed.set(right, 33)
  return sha256(prefixed)
}

/** Hash of the tree without leaves. */
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(new Uint8Array(0))

/** For hashes anybody may know: not constant time. */
export const sameHash = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

import { uuidBytes, uuidText } from "./uuid.ts"

/**
 * `0x01 | key id (16) | nonce (12) | ciphertext | tag (16)`. The key id says which
 * key, and through its row which generation, opens the rest; rotation therefore
 * never touches stored ciphertext.
 */
export interface SealedBytes {
  readonly keyId: string
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
}

const version = 1
const headerLength = 29
const tagLength = 16

export const writeSealed = ({ ciphertext, keyId, nonce }: SealedBytes): Uint8Array => {
  const bytes = new Uint8Array(headerLength + ciphertext.length)
  bytes[0] = version
  bytes.set(uuidBytes(keyId), 1)
  bytes.set(nonce, 17)
  bytes.set(ciphertext, headerLength)
  return bytes
}

/** `undefined` when {@link writeSealed} cannot have written it. */
export const readSealed = (bytes: Uint8Array): SealedBytes | undefined =>
  bytes.length < headerLength + tagLength || bytes[0] !== version
    ? undefined
    : { keyId: uuidText(bytes.subarray(1, 17)), nonce: bytes.slice(17, headerLength), ciphertext: bytes.slice(headerLength) }

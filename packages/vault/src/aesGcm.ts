import { Aead, type SecureRandom } from "effect/crypto"
import type { Layer } from "effect"

import { createCipheriv, createDecipheriv } from "node:crypto"

const name = "aes-256-gcm"
const tagLength = 16

const encrypt: Aead.Implementation["encrypt"] = (key, nonce, plaintext, aad) => {
  const cipher = createCipheriv(name, key, nonce, { authTagLength: tagLength })
  cipher.setAAD(aad)
  const sealed = new Uint8Array(plaintext.length + tagLength)
  sealed.set(cipher.update(plaintext))
  cipher.final()
  sealed.set(cipher.getAuthTag(), plaintext.length)
  return sealed
}

const decrypt: Aead.Implementation["decrypt"] = (key, nonce, sealed, aad) => {
  const end = sealed.length - tagLength
  const decipher = createDecipheriv(name, key, nonce, { authTagLength: tagLength })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(end))
  const opened = new Uint8Array(decipher.update(sealed.subarray(0, end)))
  try {
    decipher.final()
  } catch {
    // The only thing `final` can find here: another key, place or text than was sealed.
    return undefined
  }
  return opened
}

/**
 * AES-256-GCM on `node:crypto`, everything else as WebCrypto has it. WebCrypto sends each text through a queue, and an answer
 * of this product opens hundreds of short ones (`specs/decisions/knowledge-reads.md`).
 */
export const layer: Layer.Layer<Aead.Aead, never, SecureRandom.SecureRandom> = Aead.layerWebCryptoWith({
  implementations: { aes256Gcm: { encrypt, decrypt } }
})

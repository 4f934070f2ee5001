import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { uuidBytes } from "./uuid.ts"

/** What a ciphertext is for; everything in it is authenticated with the ciphertext. */
export interface Binding {
  readonly organizationId: OrganizationId
  readonly owner: ClientId | null
  readonly keyId: string
  /** What it holds (`evidence.body`), or for a wrapped key which key wraps it. */
  readonly purpose: string
}

const utf8 = new TextEncoder()

/**
 * Additional authenticated data, unambiguous because only the last field has no
 * fixed length: layer (1) | has owner (1) | organization (16) | owner or zeros (16) |
 * key id (16) | purpose (UTF-8). A ciphertext moved to another organization, client,
 * purpose, key or layer fails its tag.
 */
const aad = (layer: number, { keyId, organizationId, owner, purpose }: Binding): Uint8Array => {
  const tail = utf8.encode(purpose)
  const bytes = new Uint8Array(50 + tail.length)
  bytes[0] = layer
  bytes[1] = owner === null ? 0 : 1
  bytes.set(uuidBytes(organizationId), 2)
  if (owner !== null) bytes.set(uuidBytes(owner), 18)
  bytes.set(uuidBytes(keyId), 34)
  bytes.set(tail, 50)
  return bytes
}

export const contentAad = (binding: Binding): Uint8Array => aad(1, binding)
export const clientKeyAad = (binding: Binding): Uint8Array => aad(2, binding)
export const organizationKeyAad = (binding: Binding): Uint8Array => aad(3, binding)

import type { OrganizationId } from "@beep/kernel/ids"
import { Effect, Option, Result } from "effect"
import { Signature } from "effect/crypto"
import * as Base64 from "effect/encoding/Base64"
import { sameHash } from "./merkle/hash.ts"
import type { Sha256 } from "./merkle/sha256.ts"

/**
 * A checkpoint as a signed note (C2SP signed-note v1.0.0 and tlog-checkpoint v1.0.0):
 *
 * ```
 * audit.example/0199...      origin: the log's name, ending in the organization id
 * 1042                       leaves
 * <root, base64>
 * 2026-11-20T10:28:05.000Z   extension line: when it was signed
 *
 * — audit.example/0199... <base64 of key hash (4 bytes) and Ed25519 signature (64 bytes)>
 * ```
 */
export interface CheckpointText {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly at: string
}

export interface SignedNote extends CheckpointText {
  /** The lines that are signed, with their last line feed. */
  readonly signedText: string
  readonly keyHash: Uint8Array
  readonly signature: Uint8Array
}

const utf8 = new TextEncoder()

export const originOf = (logName: string, organizationId: OrganizationId): string => `${logName}/${organizationId}`

/** C2SP signed-note: SHA-256(name, line feed, 0x01 for Ed25519, public key), first four bytes. */
export const keyHashOf = (sha256: Sha256, origin: string, publicKey: Uint8Array): Uint8Array => {
  const name = utf8.encode(`${origin}\n`)
  const bytes = new Uint8Array(name.length + 1 + publicKey.length)
  bytes.set(name)
  bytes[name.length] = 1
  bytes.set(publicKey, name.length + 1)
  return sha256(bytes).slice(0, 4)
}

export const signedTextOf = (head: CheckpointText): string =>
  `${head.origin}\n${head.size}\n${Base64.encode(head.root)}\n${head.at}\n`

export const noteOf = (head: CheckpointText, keyHash: Uint8Array, signature: Uint8Array): string => {
  const signed = new Uint8Array(4 + signature.length)
  signed.set(keyHash)
  signed.set(signature, 4)
  return `${signedTextOf(head)}\n\u2014 ${head.origin} ${Base64.encode(signed)}\n`
}

const form =
  /^(?<signedText>(?<origin>[!-~]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[A-Za-z0-9+/]{43}=)\n(?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n)\n\u2014 (?<signer>[!-~]+) (?<signed>[A-Za-z0-9+/]+={0,2})\n$/

/** None for anything but the one form that {@link noteOf} writes. */
export const parseNote = (note: string): Option.Option<SignedNote> => {
  const parts = form.exec(note)?.groups
  const { at, origin, root, signed, signedText, signer, size } = parts ?? {}
  if (
    at === undefined ||
    origin === undefined ||
    root === undefined ||
    signed === undefined ||
    signedText === undefined ||
    size === undefined
  ) {
    return Option.none()
  }
  const rootBytes = Base64.decode(root)
  const signedBytes = Base64.decode(signed)
  if (signer !== origin || Result.isFailure(rootBytes) || Result.isFailure(signedBytes) || signedBytes.success.length !== 68)
    return Option.none()
  const head = { origin, size: Number(size), root: rootBytes.success, at }
  return signedTextOf(head) === signedText && Number.isSafeInteger(head.size)
    ? Option.some({ ...head, signedText, keyHash: signedBytes.success.slice(0, 4), signature: signedBytes.success.slice(4) })
    : Option.none()
}

/** Whether one of the raw Ed25519 public keys signed the note under its own name. */
export const isSignedBy = Effect.fnUntraced(function* (sha256: Sha256, publicKeys: ReadonlyArray<Uint8Array>, note: SignedNote) {
  const signatures = yield* Signature.Signature
  for (const bytes of publicKeys) {
    if (!sameHash(keyHashOf(sha256, note.origin, bytes), note.keyHash)) continue
    const valid = yield* Signature.publicKey(Signature.ed25519, bytes).pipe(
      Effect.flatMap((key) => signatures.verify(key, note.signature, utf8.encode(note.signedText))),
      // A key that cannot be a key signed nothing.
      Effect.catchTag("CryptoError", () => Effect.succeed(false))
    )
    if (valid) return true
  }
  return false
})

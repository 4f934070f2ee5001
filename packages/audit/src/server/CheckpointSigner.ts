import type { OrganizationId } from "@beep/kernel/ids"
import { Context, Effect, Layer, Redacted, Result } from "effect"
import { type CryptoError, Signature } from "effect/crypto"
import * as Base64 from "effect/encoding/Base64"
import {
  type CheckpointText,
  isSignedBy,
  keyHashOf,
  noteOf,
  originOf,
  parseNote,
  signedTextOf
} from "../contract/checkpointNote.ts"
import { sha256 } from "./sha256.ts"

export interface SigningKeys {
  /** Name of this installation's logs, `audit.example.com`: no space, no line feed, never reused by another installation. */
  readonly logName: string
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Redacted.Redacted<Uint8Array>
  /** Public keys that signed before, base64; kept for as long as the log is. */
  readonly retired?: ReadonlyArray<string>
}

const utf8 = new TextEncoder()

/** Signs tree heads; the one holder of the log's private key. */
export class CheckpointSigner extends Context.Service<
  CheckpointSigner,
  {
    readonly originOf: (organizationId: OrganizationId) => string
    /** Public keys, base64, the signing one first. */
    readonly keys: ReadonlyArray<string>
    readonly sign: (head: CheckpointText) => Effect.Effect<string>
    /** Whether a stored note is whole and one of {@link keys} signed it. */
    readonly signed: (note: string) => Effect.Effect<boolean>
  }
>()("@beep/audit/CheckpointSigner") {
  static readonly layer = (options: SigningKeys): Layer.Layer<CheckpointSigner, CryptoError.CryptoError, Signature.Signature> =>
    Layer.effect(
      CheckpointSigner,
      Effect.gen(function* () {
        const signatures = yield* Signature.Signature
        const privateKey = yield* Signature.privateKey(Signature.ed25519, Redacted.value(options.seed))
        const current = yield* Effect.flatMap(signatures.publicKeyOf(privateKey), Signature.toBytes)
        const keys = [Base64.encode(current), ...(options.retired ?? [])]
        const keyBytes = keys.flatMap((key) =>
          Result.match(Base64.decode(key), { onSuccess: (bytes) => [bytes], onFailure: () => [] })
        )

        // The key was imported above: from here on a failure to sign is a defect.
        const sign = Effect.fn("CheckpointSigner.sign")((head: CheckpointText) =>
          signatures.sign(privateKey, utf8.encode(signedTextOf(head))).pipe(
            Effect.map((signature) => noteOf(head, keyHashOf(sha256, head.origin, current), signature)),
            Effect.orDie
          )
        )

        const signed = Effect.fn("CheckpointSigner.signed")((text: string) =>
          Effect.fromOption(parseNote(text)).pipe(
            Effect.flatMap((note) => isSignedBy(sha256, keyBytes, note)),
            Effect.catchTag("NoSuchElementError", () => Effect.succeed(false)),
            Effect.provideService(Signature.Signature, signatures)
          )
        )

        return CheckpointSigner.of({
          originOf: (organizationId) => originOf(options.logName, organizationId),
          keys,
          sign,
          signed
        })
      })
    )
}

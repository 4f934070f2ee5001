import { Effect } from "effect"
import { Digest } from "effect/crypto"

const utf8 = new TextEncoder()

/**
 * Canonical JSON (RFC 8785) of exactly `{title, content}`: members in code unit
 * order, no space. Both strings are well formed, so `JSON.stringify` writes them as
 * the RFC does.
 */
export const hashedText = ({ title, content }: { readonly title: string; readonly content: string }): string =>
  `{"content":${JSON.stringify(content)},"title":${JSON.stringify(title)}}`

/** D-06: SHA-256 of {@link hashedText} in UTF-8, lower-case hex. Nothing of the mailbox enters it. */
export const sourceHash = (text: {
  readonly title: string
  readonly content: string
}): Effect.Effect<string, never, Digest.Digest> =>
  Effect.flatMap(Digest.Digest, (digest) => digest.digestHex(Digest.sha256, utf8.encode(hashedText(text))))

import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { isSignedBy, keyHashOf, noteOf, parseNote } from "../../src/contract/checkpointNote.ts"
import { sha256 } from "../../src/server/sha256.ts"
import { crypto } from "../../src/testing/signer.ts"

/** The example of the note package of Go (golang.org/x/mod/sumdb/note, BSD-3-Clause): verifier key and key hash. */
const go = { name: "PeterNeumann", hash: "c74f20a3", key: "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW" }

layer(crypto)("checkpoint notes", (it) => {
  it.effect("names a key as C2SP signed notes do", () =>
    Effect.sync(() => {
      const publicKey = Uint8Array.fromBase64(go.key).slice(1)
      assert.strictEqual(Buffer.from(keyHashOf(sha256, go.name, publicKey)).toString("hex"), go.hash)
    })
  )

  it.effect("verifies the signature of Go's own example, and refuses it for another text", () =>
    Effect.gen(function* () {
      const signed = Uint8Array.fromBase64(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
      )
      const signedText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
      const note = {
        origin: go.name,
        size: 0,
        root: new Uint8Array(32),
        at: "",
        signedText,
        keyHash: signed.slice(0, 4),
        signature: signed.slice(4)
      }
      const keys = [Uint8Array.fromBase64(go.key).slice(1)]
      assert.isTrue(yield* isSignedBy(sha256, keys, note))
      assert.isFalse(yield* isSignedBy(sha256, keys, { ...note, signedText: signedText.replace("answer", "question") }))
      assert.isFalse(yield* isSignedBy(sha256, [], note))
      assert.isFalse(yield* isSignedBy(sha256, [new Uint8Array(5)], note))
    })
  )

  it.effect("reads back only what it writes", () =>
    Effect.sync(() => {
      const head = { origin: "audit.test/x", size: 12, root: new Uint8Array(32).fill(3), at: "2026-11-20T10:28:05.000Z" }
      const note = noteOf(head, new Uint8Array(4), new Uint8Array(64))
      const read = parseNote(note)
      assert.isTrue(
        Option.isSome(read) && read.value.size === 12 && read.value.origin === head.origin && read.value.at === head.at
      )
      const others = [
        note.slice(0, -1),
        `${note}x`,
        note.replace("\n12\n", "\n012\n"),
        note.replace("\n12\n", "\n-12\n"),
        note.replace("\u2014 audit.test/x", "\u2014 audit.test/y"),
        note.replace("\n\n", "\nextra\n\n"),
        ""
      ]
      assert.deepStrictEqual(
        others.map((other) => Option.isSome(parseNote(other))),
        others.map(() => false)
      )
    })
  )
})

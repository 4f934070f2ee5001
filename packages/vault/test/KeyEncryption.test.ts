import { NodeServices } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, FileSystem, Layer } from "effect"
import { KekId, KeyEncryption, KeyringUnreadable } from "../src/KeyEncryption.ts"
import { crypto } from "./support.ts"

const key = (byte: number) => new Uint8Array(32).fill(byte).toBase64()
const aad = new Uint8Array([1, 2, 3])
const secret = new Uint8Array(32).fill(9)

const withFile = (content: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = `${yield* files.makeTempDirectoryScoped()}/keyring.json`
    yield* files.writeFileString(path, content)
    return yield* Effect.provide(KeyEncryption, KeyEncryption.layerFile(path))
  })

layer(Layer.mergeAll(crypto, NodeServices.layer))("KeyEncryption.layerFile", (it) => {
  it.effect("wraps under the current key of the file and unwraps under any of its keys", () =>
    Effect.gen(function* () {
      const old = yield* withFile(JSON.stringify({ current: "a", keys: [{ id: "a", key: key(1) }] }))
      const both = yield* withFile(
        JSON.stringify({
          current: "b",
          keys: [
            { id: "a", key: key(1) },
            { id: "b", key: key(2) }
          ]
        })
      )
      const wrapped = yield* old.wrap(secret, aad)
      assert.deepStrictEqual(yield* both.unwrap(KekId.make("a"), wrapped, aad), secret)
      assert.strictEqual((yield* Effect.flip(both.unwrap(KekId.make("b"), wrapped, aad)))._tag, "NotSealedHere")
      assert.strictEqual(
        (yield* Effect.flip(both.unwrap(KekId.make("a"), wrapped, new Uint8Array([1, 2]))))._tag,
        "NotSealedHere"
      )
      assert.strictEqual((yield* Effect.flip(old.unwrap(KekId.make("b"), yield* both.wrap(secret, aad), aad)))._tag, "KekUnknown")
    })
  )

  it.effect("refuses a file that is no keyring, and repeats nothing of it", () =>
    Effect.gen(function* () {
      const bad = [
        "not json",
        "{}",
        JSON.stringify({ current: "a", keys: [] }),
        JSON.stringify({ current: "b", keys: [{ id: "a", key: key(1) }] }),
        JSON.stringify({ current: "a", keys: [{ id: "a", key: new Uint8Array(31).toBase64() }] }),
        JSON.stringify({
          current: "a",
          keys: [
            { id: "a", key: key(1) },
            { id: "a", key: key(2) }
          ]
        })
      ]
      for (const content of bad) {
        const error = yield* Effect.flip(withFile(content))
        assert.instanceOf(error, KeyringUnreadable, content)
        assert.notInclude(JSON.stringify(error), key(1))
      }
    })
  )
})

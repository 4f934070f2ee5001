import { SealedKeys } from "@beep/tenancy/server/SealedKeys"
import { KekId, KeyEncryption, Keyring } from "@beep/vault/KeyEncryption"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Redacted } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import { TestClock } from "effect/testing"

const crypto = Aead.layerWebCrypto.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

const kek = (name: string, fill: number) => ({ id: KekId.make(name), key: new Uint8Array(32).fill(fill) })
const old = kek("2026-11", 1)
const next = kek("2027-11", 2)

/** A process of its own, with the given keyring. */
const process = (current: typeof old, ...others: ReadonlyArray<typeof old>) =>
  SealedKeys.pipe(
    Effect.provide(
      Layer.fresh(SealedKeys.layer).pipe(
        Layer.provide(
          KeyEncryption.layerKeyring(Redacted.make(Keyring.make({ current: current.id, keys: [current, ...others] })))
        )
      )
    )
  )

/** Each test has its own database: the first use of a key happens once in it. */
const suite = () => TestDatabase.layer.pipe(Layer.fresh, Layer.provideMerge(crypto))

layer(suite())("SealedKeys at first use", (it) => {
  it.effect("makes one key of each kind however many processes come at once", () =>
    Effect.gen(function* () {
      const processes = yield* Effect.all(Array.from({ length: 6 }, () => process(old)))
      const lookups = yield* Effect.forEach(processes, (keys) => keys.symmetric("email_lookup"), { concurrency: "unbounded" })
      const signers = yield* Effect.forEach(processes, (keys) => keys.signing, { concurrency: "unbounded" })
      assert.strictEqual(lookups[0]?.length, 32)
      for (const bytes of lookups) assert.deepStrictEqual(bytes, lookups[0])
      assert.strictEqual(new Set(signers.flatMap((keys) => keys.map(({ kid }) => kid))).size, 1)
      const [first] = processes
      assert.isDefined(first)
      if (first !== undefined) assert.notDeepEqual(yield* first.symmetric("email_seal"), lookups[0])
    })
  )
})

layer(suite())("SealedKeys under a new key-encryption key", (it) => {
  it.effect("moves every key, after which the old one may go", () =>
    Effect.gen(function* () {
      const before = yield* process(old)
      const bytes = yield* before.symmetric("email_lookup")
      const [signing] = yield* before.signing
      yield* TestClock.adjust("1 second")

      const early = yield* process(next)
      assert.isTrue(Exit.hasDies(yield* Effect.exit(early.symmetric("email_lookup"))))

      const both = yield* process(next, old)
      assert.deepStrictEqual(yield* both.symmetric("email_lookup"), bytes)
      assert.strictEqual(yield* both.rewrapUnderCurrentKek, 2)
      assert.strictEqual(yield* both.rewrapUnderCurrentKek, 0)

      const after = yield* process(next)
      assert.deepStrictEqual(yield* after.symmetric("email_lookup"), bytes)
      assert.deepStrictEqual(
        (yield* after.signing).map(({ kid }) => kid),
        [signing?.kid]
      )
      const late = yield* process(old)
      assert.isTrue(Exit.hasDies(yield* Effect.exit(late.symmetric("email_lookup"))))
    })
  )

  it.effect("opens no key copied over another", () =>
    Effect.gen(function* () {
      const keys = yield* process(next, old)
      yield* keys.symmetric("email_lookup")
      yield* keys.symmetric("email_seal")
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update identity.sealed_key set sealed = (select sealed from identity.sealed_key where id = 'email_seal'),
        kek_id = (select kek_id from identity.sealed_key where id = 'email_seal') where id = 'email_lookup'`
      const fooled = yield* process(next, old)
      assert.isTrue(Exit.hasDies(yield* Effect.exit(fooled.symmetric("email_lookup"))))
      assert.strictEqual((yield* fooled.symmetric("email_seal")).length, 32)
    })
  )
})

layer(suite())("SealedKeys in the database", (it) => {
  it.effect("stores a public key as an object, not as its text", () =>
    Effect.gen(function* () {
      yield* Effect.flatMap(process(old), (keys) => keys.signing)
      const admin = yield* TestDatabase.AdminSql
      const rows =
        yield* admin`select jsonb_typeof(public_key) as type, public_key ->> 'crv' as curve from identity.sealed_key where purpose = 'token_signing'`
      assert.deepStrictEqual(rows, [{ type: "object", curve: "P-256" }])
    })
  )
})

import { Audit } from "@beep/audit/server/Audit"
import { KekId, KeyEncryption, Keyring } from "@beep/vault/KeyEncryption"
import { Effect, Layer, Redacted } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import { AuthSettings } from "../server/AuthSettings.ts"
import { TenancyLayer } from "../server/TenancyLayer.ts"
import { cheapPasswords } from "./cheapPasswords.ts"

/** The one origin that test pages come from. */
export const testOrigin = "https://beep.test"

export const testSettings: AuthSettings["Service"] = {
  stage: "test",
  origins: [testOrigin],
  secureCookie: true,
  issuer: testOrigin,
  audience: "beep",
  sendsMail: true,
  requestsPerMinute: 0
}

/** A keyring with one random key. */
export const testKeyring = Layer.unwrap(
  Effect.gen(function* () {
    const random = yield* SecureRandom.SecureRandom
    const id = KekId.make("test")
    const keyring = Keyring.make({ current: id, keys: [{ id, key: yield* random.randomBytes(32) }] })
    return KeyEncryption.layerKeyring(Redacted.make(keyring))
  })
).pipe(Layer.provide(Aead.layerWebCrypto), Layer.provide(SecureRandom.layerWebCrypto))

/** The production composition on a database of the test kit, with the real audit log. */
export const layerOn = (settings: AuthSettings["Service"]) =>
  TenancyLayer.pipe(
    Layer.provideMerge(Audit.layer),
    Layer.provideMerge(testKeyring),
    Layer.provideMerge(AuthSettings.layer(settings)),
    Layer.provide([SecureRandom.layerWebCrypto, cheapPasswords])
  )

export const layer = layerOn(testSettings)

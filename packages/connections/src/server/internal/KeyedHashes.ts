import { Context, Effect, Layer, Redacted } from "effect"
import { Mac } from "effect/crypto"
import { ConnectionsConfig } from "../ConnectionsConfig.ts"

const joined = (head: Uint8Array, body: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return whole
}

/**
 * Hashes under a key that is not in the database: company ids are short enough to be
 * guessed from a plain one.
 */
export class KeyedHashes extends Context.Service<
  KeyedHashes,
  {
    /** By which a company is found. Text that is no company id has a hash too, and it finds nothing. */
    ofCompany(realmId: string): Effect.Effect<Uint8Array>
    /** By which a Google account is found inside one organization. */
    ofAccount(organizationId: string, subject: string): Effect.Effect<Uint8Array>
    /** By which a delivery is told from another. */
    ofBody(body: Uint8Array): Effect.Effect<Uint8Array>
  }
>()("@beep/connections/internal/KeyedHashes") {
  static readonly layer = Layer.effect(
    KeyedHashes,
    Effect.gen(function* () {
      const { realmLookupKey } = yield* ConnectionsConfig
      const mac = yield* Mac.Mac
      const key = yield* Effect.orDie(Mac.key(Mac.hmacSha256, Redacted.value(realmLookupKey)))
      const bytes = (text: string) => new TextEncoder().encode(text)
      return KeyedHashes.of({
        ofCompany: (realmId) => Effect.orDie(mac.sign(key, bytes(`intuit/${realmId}`))),
        ofAccount: (organizationId, subject) => Effect.orDie(mac.sign(key, bytes(`google/${organizationId}/${subject}`))),
        ofBody: (body) => Effect.orDie(mac.sign(key, joined(bytes("webhook/"), body)))
      })
    })
  ).pipe(Layer.provide(Mac.layerWebCrypto))
}

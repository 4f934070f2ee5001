import { Effect } from "effect"
import { SecureRandom } from "effect/crypto"

/** Names a session before it is made. */
export const newKey = (): string =>
  Effect.runSync(
    Effect.flatMap(SecureRandom.SecureRandom, (random) => random.uuidV4()).pipe(Effect.provide(SecureRandom.layerWebCrypto))
  )

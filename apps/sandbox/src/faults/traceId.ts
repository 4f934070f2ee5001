import { Clock, Effect } from "effect"
import { SecureRandom } from "effect/crypto"
import { Hex } from "effect/encoding"

/** Shaped like Intuit's: `1-5f7349e0-0fd2bee86a8a83c67a77fbb2`. */
export const traceId = Effect.gen(function* () {
  const random = yield* SecureRandom.SecureRandom
  const seconds = Math.floor((yield* Clock.currentTimeMillis) / 1000)
  return `1-${seconds.toString(16).padStart(8, "0")}-${Hex.encode(yield* random.randomBytes(12))}`
})

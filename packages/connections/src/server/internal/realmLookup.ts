import type { RealmId } from "@beep/quickbooks/contract/Credentials"
import { Effect, Redacted } from "effect"
import { Mac } from "effect/crypto"
import { ConnectionsConfig } from "../ConnectionsConfig.ts"

/** Names a company by a keyed hash: the same company gives the same bytes, and the bytes give no company. */
export const realmLookup = Effect.gen(function* () {
  const config = yield* ConnectionsConfig
  const mac = yield* Mac.Mac
  const key = yield* Effect.orDie(Mac.key(Mac.hmacSha256, Redacted.value(config.realmLookupKey)))
  return (realmId: RealmId) => Effect.orDie(mac.sign(key, new TextEncoder().encode(`intuit/${realmId}`)))
})

import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { RealmLimits } from "@beep/quickbooks/RealmLimits"
import { QuickBooksOAuth } from "@beep/quickbooks/QuickBooksOAuth"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { Vault } from "@beep/vault/Vault"
import { Effect, Layer, Redacted } from "effect"
import { Aead, Digest, SecureRandom } from "effect/crypto"
import { FetchHttpClient } from "effect/http"
import { Connections } from "../server/Connections.ts"
import { ConnectionsConfig } from "../server/ConnectionsConfig.ts"
import * as SharedTurns from "../server/SharedTurns.ts"
import { StandInIntuit } from "./StandInIntuit.ts"
import type { ClientId } from "@beep/kernel/ids"

export const testConfig = Layer.effect(
  ConnectionsConfig,
  Effect.map(
    Effect.flatMap(SecureRandom.SecureRandom, (random) => random.randomBytes(32)),
    (key) =>
      ConnectionsConfig.of({
        redirectUri: `${TestTenancy.testOrigin}/oauth/qbo/callback`,
        appBaseUrl: TestTenancy.testOrigin,
        realmLookupKey: Redacted.make(key)
      })
  )
)

/** The stand-in keeps no limits, and a paced call would wait for a test clock that stands still. Fresh: a suite may have a paced one beside it. */
export const unhurried = Layer.fresh(QuickBooks.layerNoDeps).pipe(
  Layer.provide([Layer.succeed(RealmLimits, RealmLimits.of({ within: () => (call) => call })), FetchHttpClient.layer])
)

/** What a process of its own has besides the pool: locks, and caches with no key in them. */
export const process = Connections.layer.pipe(Layer.provide(unhurried), Layer.provideMerge(Vault.layer))

/** The production composition with Intuit replaced at the wire; asks for the test kit's database. */
export const layer = process.pipe(
  Layer.provideMerge(QuickBooksOAuth.layer),
  Layer.provideMerge(SharedTurns.layerProcessClock),
  Layer.provideMerge(StandInIntuit.settings),
  Layer.provideMerge(StandInIntuit.layer),
  Layer.provideMerge(testConfig),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(Layer.mergeAll(Digest.layerWebCrypto, Aead.layerWebCrypto)),
  Layer.provideMerge(SecureRandom.layerWebCrypto)
)

export const stateOf = (url: string): string => new URL(url).searchParams.get("state") ?? ""

/** Goes through the whole consent for a client; `realmId` is the company the person picks. */
export const connect = Effect.fnUntraced(function* (clientId: ClientId, realmId: string, code: string) {
  const connections = yield* Connections
  const url = yield* connections.authorize(clientId)
  return yield* connections.callback({ state: stateOf(url), code, realmId })
})

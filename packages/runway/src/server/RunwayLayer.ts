import { Layer } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { ClientList } from "./clients/ClientList.ts"
import { clientsHandlers } from "./clients/handlers.ts"
import { Digests } from "./digest/Digests.ts"
import { digestHandlers } from "./digest/handlers.ts"
import { afterSyncLayer } from "./runway/afterSync.ts"
import { Runway } from "./runway/Runway.ts"

/**
 * Runway, digests, the client list and what follows a sync. Asks for `Ledger`, the
 * services of tenancy and audit, and the pool of `beep_app`.
 */
export const RunwayServices = Layer.mergeAll(Digests.layer, ClientList.layer, afterSyncLayer).pipe(
  Layer.provideMerge(Runway.layer),
  Layer.provide([SecureRandom.layerWebCrypto, Digest.layerWebCrypto])
)

/** The handlers of groups `clients` and `digest`; asks for the services above, `Sync` and `Authorization`. */
export const RunwayHandlers = Layer.mergeAll(clientsHandlers, digestHandlers)

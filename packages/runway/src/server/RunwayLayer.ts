import { Layer } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { ClientActivity } from "@beep/audit/server/ClientActivity"
import { Bridges } from "./bridge/Bridges.ts"
import { ClientList } from "./clients/ClientList.ts"
import { clientsHandlers } from "./clients/handlers.ts"
import { SavedViews } from "./clients/SavedViews.ts"
import { viewsHandlers } from "./clients/viewsHandlers.ts"
import { Insights } from "./digest/Insights.ts"
import { Digests } from "./digest/Digests.ts"
import { digestHandlers } from "./digest/handlers.ts"
import { hygieneHandlers } from "./hygiene/handlers.ts"
import { ritualHandlers } from "./ritual/handlers.ts"
import { Ritual } from "./ritual/Ritual.ts"
import { afterSyncLayer } from "./runway/afterSync.ts"
import { Runway } from "./runway/Runway.ts"
import { tieOutHandlers } from "./tieout/handlers.ts"
import { TieOutCertificates } from "./tieout/TieOutCertificates.ts"
import { TieOuts } from "./tieout/TieOuts.ts"
import { issueFixesLayer } from "./internal/writeback/issueFixes.ts"
import { Outbox } from "./writeback/Outbox.ts"
import { WriteBacks } from "./writeback/WriteBacks.ts"

/**
 * Runway, digests, the client list and certificates, read. Asks for `Ledger`, the
 * services of tenancy and audit, and the pool of `beep_app`.
 */
export const RunwayServices = Layer.mergeAll(
  Digests.layer.pipe(Layer.provide([ClientActivity.layer, Insights.layer])),
  Bridges.layer,
  ClientList.layer,
  Ritual.layer,
  SavedViews.layer,
  TieOutCertificates.layer
).pipe(Layer.provideMerge(Runway.layer), Layer.provide([SecureRandom.layerWebCrypto, Digest.layerWebCrypto]))

/** What follows a sync. Asks for the services above, and for `Connections` and `QuickBooks`: it compares with the reports of the moment. */
export const AfterSyncServices = afterSyncLayer.pipe(Layer.provideMerge(TieOuts.layer))

/** What members write to QuickBooks, and the worker's part of it. Asks for the services above, `Sync`, `Connections` and `QuickBooks`. */
export const WriteBackServices = Layer.mergeAll(WriteBacks.layer, Outbox.layer).pipe(
  Layer.provide([issueFixesLayer, SecureRandom.layerWebCrypto])
)

/** The handlers of groups `clients`, `digest`, `hygiene`, `ritual`, `tieOut` and `views`; asks for the services above, `Sync` and `Authorization`. */
export const RunwayHandlers = Layer.mergeAll(
  clientsHandlers.pipe(Layer.provide(Digest.layerWebCrypto)),
  digestHandlers,
  hygieneHandlers,
  ritualHandlers,
  tieOutHandlers,
  viewsHandlers
)

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { DigestLocalApi } from "../../contract/DigestApi.ts"
import { Bridges } from "../bridge/Bridges.ts"
import { ClientList } from "../clients/ClientList.ts"
import { Sync } from "../sync/Sync.ts"
import { Digests } from "./Digests.ts"

export const digestHandlers = HttpApiBuilder.group(
  DigestLocalApi,
  "digest",
  Effect.fn(function* (handlers) {
    const bridges = yield* Bridges
    const clients = yield* ClientList
    const digests = yield* Digests
    const sync = yield* Sync
    return handlers.handleAll({
      digest: ({ params, query }) => digests.get(params.clientId, query.at),
      derivation: ({ params, query }) => digests.derivation(params.clientId, query),
      ledgerRecord: ({ params, query }) => digests.ledgerRecord(params.clientId, params.entityType, params.qboId, query.at),
      bridge: ({ params, query }) => bridges.between(params.clientId, query),
      startSync: ({ params }) => Effect.tap(sync.start(params.clientId), () => clients.worked(params.clientId)),
      syncState: ({ params }) => sync.state(params.clientId)
    })
  })
)

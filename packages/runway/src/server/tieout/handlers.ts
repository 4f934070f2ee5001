import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { TieOutLocalApi } from "../../contract/TieOutApi.ts"
import { TieOutCertificates } from "./TieOutCertificates.ts"

export const tieOutHandlers = HttpApiBuilder.group(
  TieOutLocalApi,
  "tieOut",
  Effect.fn(function* (handlers) {
    const certificates = yield* TieOutCertificates
    return handlers.handleAll({
      standing: ({ params }) => certificates.standing(params.clientId),
      certificate: ({ params }) => certificates.get(params.clientId, params.certificateId)
    })
  })
)

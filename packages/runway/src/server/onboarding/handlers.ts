import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import type { Onboarding } from "../../contract/onboarding/Onboarding.ts"
import { OnboardingLocalApi } from "../../contract/OnboardingApi.ts"
import { ClientList } from "../clients/ClientList.ts"
import { Onboardings } from "./Onboardings.ts"

export const onboardingHandlers = HttpApiBuilder.group(
  OnboardingLocalApi,
  "onboarding",
  Effect.fn(function* (handlers) {
    const clients = yield* ClientList
    const onboardings = yield* Onboardings
    const worked = ({ clientId }: Onboarding) => clients.worked(clientId)
    return handlers.handleAll({
      start: ({ payload }) => onboardings.start(payload),
      get: ({ params }) => onboardings.get(params.onboardingId),
      ofClient: ({ params }) => onboardings.ofClient(params.clientId),
      connect: ({ params }) => Effect.map(onboardings.connect(params.onboardingId), (url) => ({ url })),
      confirmSync: ({ params }) => onboardings.confirmSync(params.onboardingId),
      confirmCash: ({ params, payload }) => Effect.tap(onboardings.confirmCash(params.onboardingId, payload), worked),
      confirmDigest: ({ params, payload }) => Effect.tap(onboardings.confirmDigest(params.onboardingId, payload), worked)
    })
  })
)

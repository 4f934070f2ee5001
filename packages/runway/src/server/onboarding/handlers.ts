import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { OnboardingLocalApi } from "../../contract/OnboardingApi.ts"
import { Onboardings } from "./Onboardings.ts"

export const onboardingHandlers = HttpApiBuilder.group(
  OnboardingLocalApi,
  "onboarding",
  Effect.fn(function* (handlers) {
    const onboardings = yield* Onboardings
    return handlers.handleAll({
      start: ({ payload }) => onboardings.start(payload),
      get: ({ params }) => onboardings.get(params.onboardingId),
      ofClient: ({ params }) => onboardings.ofClient(params.clientId),
      connect: ({ params }) => Effect.map(onboardings.connect(params.onboardingId), (url) => ({ url })),
      confirmSync: ({ params }) => onboardings.confirmSync(params.onboardingId),
      confirmCash: ({ params, payload }) => onboardings.confirmCash(params.onboardingId, payload),
      confirmDigest: ({ params, payload }) => onboardings.confirmDigest(params.onboardingId, payload)
    })
  })
)

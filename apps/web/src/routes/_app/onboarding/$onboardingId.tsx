import { OnboardingId } from "@beep/runway/contract/onboarding/Onboarding"
import { createFileRoute, notFound } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { OnboardingPage } from "../../../features/onboarding/OnboardingPage.tsx"
import { OnboardingSearch } from "../../../features/onboarding/OnboardingSearch.ts"
import { searchOf } from "../../../shell/searchOf.ts"

const decodeId = Schema.decodeUnknownOption(OnboardingId)

export const Route = createFileRoute("/_app/onboarding/$onboardingId")({
  params: {
    parse: ({ onboardingId }) => {
      const id = decodeId(onboardingId)
      if (Option.isNone(id)) throw notFound()
      return { onboardingId: id.value }
    },
    stringify: ({ onboardingId }) => ({ onboardingId })
  },
  validateSearch: searchOf(OnboardingSearch),
  component: () => <OnboardingPage onboardingId={Route.useParams().onboardingId} search={Route.useSearch()} />
})

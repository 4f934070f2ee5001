import { createFileRoute } from "@tanstack/react-router"
import { NewClientPage } from "../../../features/onboarding/NewClientPage.tsx"
import { NewClientSearch } from "../../../features/onboarding/NewClientSearch.ts"
import { searchOf } from "../../../shell/searchOf.ts"

export const Route = createFileRoute("/_app/onboarding/new")({
  validateSearch: searchOf(NewClientSearch),
  component: () => <NewClientPage me={Route.useRouteContext().me} search={Route.useSearch()} />
})

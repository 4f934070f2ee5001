import { useSuspenseQuery } from "@tanstack/react-query"
import { createFileRoute } from "@tanstack/react-router"
import { BridgePage } from "../../../../features/bridge/BridgePage.tsx"
import { BridgeSearch } from "../../../../features/bridge/BridgeSearch.ts"
import { clientQuery } from "../../../../features/clients/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

const Page = () => {
  const { clientId } = Route.useParams()
  const { data } = useSuspenseQuery(clientQuery(clientId))
  return <BridgePage clientId={clientId} timezone={data.timezone} search={Route.useSearch()} />
}

export const Route = createFileRoute("/_app/clients/$clientId/bridge")({
  validateSearch: searchOf(BridgeSearch),
  component: Page
})

import { createFileRoute } from "@tanstack/react-router"
import { HygienePage } from "../../../../features/hygiene/HygienePage.tsx"
import { HygieneSearch } from "../../../../features/hygiene/HygieneSearch.ts"
import { trayQuery, writesQuery } from "../../../../features/hygiene/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

export const Route = createFileRoute("/_app/clients/$clientId/hygiene")({
  validateSearch: searchOf(HygieneSearch),
  loader: ({ context, params }) => {
    void context.queryClient.prefetchInfiniteQuery(trayQuery(params.clientId, { view: "standing", severity: undefined }))
    void context.queryClient.prefetchQuery(writesQuery(params.clientId))
  },
  component: () => (
    <HygienePage clientId={Route.useParams().clientId} me={Route.useRouteContext().me} search={Route.useSearch()} />
  )
})

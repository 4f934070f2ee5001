import { createFileRoute } from "@tanstack/react-router"
import { DigestPage } from "../../../../features/digest/DigestPage.tsx"
import { DigestSearch } from "../../../../features/digest/DigestSearch.ts"
import { digestQuery } from "../../../../features/digest/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

export const Route = createFileRoute("/_app/clients/$clientId/digest")({
  validateSearch: searchOf(DigestSearch, {}),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(digestQuery(params.clientId)),
  component: () => <DigestPage clientId={Route.useParams().clientId} me={Route.useRouteContext().me} search={Route.useSearch()} />
})

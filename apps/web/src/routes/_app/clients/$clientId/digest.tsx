import { createFileRoute } from "@tanstack/react-router"
import { DigestPage } from "../../../../features/digest/DigestPage.tsx"
import { DigestSearch } from "../../../../features/digest/DigestSearch.ts"
import { digestQuery } from "../../../../features/digest/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

const readSearch = searchOf(DigestSearch, {})

export const Route = createFileRoute("/_app/clients/$clientId/digest")({
  validateSearch: readSearch,
  loaderDeps: ({ search }) => ({ at: search.at }),
  loader: ({ context, deps, params }) => void context.queryClient.prefetchQuery(digestQuery(params.clientId, deps.at)),
  component: () => <DigestPage clientId={Route.useParams().clientId} me={Route.useRouteContext().me} search={Route.useSearch()} />
})

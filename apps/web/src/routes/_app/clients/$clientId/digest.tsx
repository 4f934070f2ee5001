import { createFileRoute, type SearchMiddleware } from "@tanstack/react-router"
import { DigestPage } from "../../../../features/digest/DigestPage.tsx"
import { DigestSearch } from "../../../../features/digest/DigestSearch.ts"
import { digestQuery } from "../../../../features/digest/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

const keepsDay: SearchMiddleware<DigestSearch> = ({ next, search }) => {
  const wanted = next(search)
  return "at" in wanted || search.at === undefined ? wanted : { ...wanted, at: search.at }
}

export const Route = createFileRoute("/_app/clients/$clientId/digest")({
  validateSearch: searchOf(DigestSearch, {}),
  // Whatever is opened on a past day stays on that day; only the way back leaves it.
  search: { middlewares: [keepsDay] },
  loaderDeps: ({ search }) => ({ at: search.at }),
  loader: ({ context, deps, params }) => void context.queryClient.prefetchQuery(digestQuery(params.clientId, deps.at)),
  component: () => <DigestPage clientId={Route.useParams().clientId} me={Route.useRouteContext().me} search={Route.useSearch()} />
})

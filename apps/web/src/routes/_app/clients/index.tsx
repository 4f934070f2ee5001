import { createFileRoute } from "@tanstack/react-router"
import { ClientsPage } from "../../../features/clients/ClientsPage.tsx"
import { ClientsSearch, viewOf } from "../../../features/clients/ClientsSearch.ts"
import { clientsQuery } from "../../../features/clients/queries.ts"
import { searchOf } from "../../../shell/searchOf.ts"

export const Route = createFileRoute("/_app/clients/")({
  // In the first script: here everybody begins.
  codeSplitGroupings: [],
  validateSearch: searchOf(ClientsSearch),
  loaderDeps: ({ search }) => search,
  // Starts the read before the page's code has arrived; the page itself shows the wait.
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(clientsQuery(context.me.memberId, viewOf(deps))),
  component: () => <ClientsPage me={Route.useRouteContext().me} search={Route.useSearch()} />
})

import { dateIn } from "@beep/kernel/LocalDate"
import { useSuspenseQuery } from "@tanstack/react-query"
import { createFileRoute } from "@tanstack/react-router"
import { DateTime } from "effect"
import { clientQuery } from "../../../../features/clients/queries.ts"
import { DayNotYet } from "../../../../features/digest/DayNotYet.tsx"
import { DigestPage } from "../../../../features/digest/DigestPage.tsx"
import { DigestSearch } from "../../../../features/digest/DigestSearch.ts"
import { digestQuery } from "../../../../features/digest/queries.ts"
import { searchOf } from "../../../../shell/searchOf.ts"
import { useNow } from "../../../../shell/useNow.ts"

const readSearch = searchOf(DigestSearch)

const Page = () => {
  const { clientId } = Route.useParams()
  const { me } = Route.useRouteContext()
  const search = Route.useSearch()
  const { data } = useSuspenseQuery(clientQuery(clientId))
  const today = dateIn(data.timezone, DateTime.toEpochMillis(useNow()))
  if (search.at !== undefined && search.at > today) return <DayNotYet day={search.at} />
  return <DigestPage clientId={clientId} me={me} search={search} />
}

export const Route = createFileRoute("/_app/clients/$clientId/digest")({
  validateSearch: readSearch,
  loaderDeps: ({ search }) => ({ at: search.at }),
  loader: ({ context, deps, params }) => void context.queryClient.prefetchQuery(digestQuery(params.clientId, deps.at)),
  component: Page
})

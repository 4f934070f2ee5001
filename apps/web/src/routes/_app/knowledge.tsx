import { rolesOf } from "@beep/kernel/Scope"
import { createFileRoute } from "@tanstack/react-router"
import { ClientFrame } from "../../features/client/ClientFrame.tsx"
import { clientQuery } from "../../features/clients/queries.ts"
import { ChooseHousehold } from "../../features/knowledge/ChooseHousehold.tsx"
import { KnowledgePage } from "../../features/knowledge/KnowledgePage.tsx"
import { KnowledgeSearch } from "../../features/knowledge/KnowledgeSearch.ts"
import { searchOf } from "../../shell/searchOf.ts"

const Knowledge = () => {
  const { me } = Route.useRouteContext()
  const search = Route.useSearch()
  if (search.client === undefined) return <ChooseHousehold memberId={me.memberId} />
  return (
    <ClientFrame clientId={search.client} me={me}>
      <KnowledgePage
        key={search.client}
        clientId={search.client}
        search={search}
        memberId={me.memberId}
        mayFile={rolesOf("connections.manage").includes(me.role)}
        mayWrite={rolesOf("evidence.write").includes(me.role)}
      />
    </ClientFrame>
  )
}

const readSearch: (search: unknown) => KnowledgeSearch = searchOf(KnowledgeSearch)

export const Route = createFileRoute("/_app/knowledge")({
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    deps.client === undefined ? undefined : context.queryClient.ensureQueryData(clientQuery(deps.client)),
  component: Knowledge
})

import { rolesOf } from "@beep/kernel/Scope"
import { createFileRoute } from "@tanstack/react-router"
import { EvidencePage } from "../../../../features/evidence/EvidencePage.tsx"
import { EvidenceSearch } from "../../../../features/evidence/EvidenceSearch.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

const Evidence = () => {
  const { me } = Route.useRouteContext()
  return (
    <EvidencePage
      clientId={Route.useParams().clientId}
      search={Route.useSearch()}
      mayWrite={rolesOf("evidence.write").includes(me.role)}
    />
  )
}

export const Route = createFileRoute("/_app/clients/$clientId/evidence")({
  validateSearch: searchOf(EvidenceSearch),
  component: Evidence
})

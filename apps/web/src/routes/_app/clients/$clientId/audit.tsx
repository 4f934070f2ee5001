import { createFileRoute } from "@tanstack/react-router"
import { AuditPage } from "../../../../features/audit/AuditPage.tsx"

export const Route = createFileRoute("/_app/clients/$clientId/audit")({
  component: () => <AuditPage clientId={Route.useParams().clientId} me={Route.useRouteContext().me} />
})

import { createFileRoute } from "@tanstack/react-router"
import { CashPage } from "../../../../features/cash/CashPage.tsx"

export const Route = createFileRoute("/_app/clients/$clientId/cash")({
  component: () => <CashPage clientId={Route.useParams().clientId} />
})

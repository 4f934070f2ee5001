import { createFileRoute, redirect } from "@tanstack/react-router"
import { clientQuery } from "../../../../features/clients/queries.ts"

export const Route = createFileRoute("/_app/clients/$clientId/")({
  beforeLoad: async ({ context, params }) => {
    const detail = await context.queryClient.ensureQueryData(clientQuery(params.clientId))
    throw redirect({ to: detail.kind === "business" ? "/clients/$clientId/digest" : "/clients/$clientId/evidence", params })
  }
})

import { createFileRoute, redirect } from "@tanstack/react-router"
import { clientQuery } from "../../../../features/clients/queries.ts"
import { DigestSearch } from "../../../../features/digest/DigestSearch.ts"
import { searchOf } from "../../../../shell/searchOf.ts"

/** The way back from Intuit ends here with a word in the address, which the digest says. */
export const Route = createFileRoute("/_app/clients/$clientId/")({
  validateSearch: searchOf(DigestSearch),
  beforeLoad: async ({ context, params, search }) => {
    const detail = await context.queryClient.ensureQueryData(clientQuery(params.clientId))
    throw detail.kind === "business"
      ? redirect({ to: "/clients/$clientId/digest", params, search })
      : redirect({ to: "/knowledge", search: { client: params.clientId } })
  }
})

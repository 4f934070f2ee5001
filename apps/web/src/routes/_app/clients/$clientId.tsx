import { ClientId } from "@beep/kernel/ids"
import { createFileRoute, notFound, Outlet } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { ClientSkeleton } from "../../../features/client/ClientSkeleton.tsx"
import { ClientFrame } from "../../../features/client/ClientFrame.tsx"
import { clientQuery } from "../../../features/clients/queries.ts"

const decodeId = Schema.decodeUnknownOption(ClientId)

export const Route = createFileRoute("/_app/clients/$clientId")({
  params: {
    parse: ({ clientId }) => {
      const id = decodeId(clientId)
      if (Option.isNone(id)) throw notFound()
      return { clientId: id.value }
    },
    stringify: ({ clientId }) => ({ clientId })
  },
  loader: ({ context, params }) => context.queryClient.ensureQueryData(clientQuery(params.clientId)),
  pendingComponent: ClientSkeleton,
  // Soon, so that a slow answer is no blank page; and never longer than it has to be.
  pendingMs: 150,
  pendingMinMs: 0,
  component: () => {
    const { clientId } = Route.useParams()
    return (
      <ClientFrame clientId={clientId} me={Route.useRouteContext().me}>
        {/* What was chosen, begun or refused for one client is not the next one's. */}
        <Outlet key={clientId} />
      </ClientFrame>
    )
  }
})

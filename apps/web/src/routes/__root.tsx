import type { QueryClient } from "@tanstack/react-query"
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router"
import { webConfigQuery } from "../api/webConfig.ts"
import { StepUpDialog } from "../features/session/StepUpDialog.tsx"
import { Announcer } from "../shell/Announcer.tsx"
import { Opening } from "../shell/Opening.tsx"

export const Route = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(webConfigQuery),
  pendingComponent: Opening,
  component: () => (
    <>
      <Announcer />
      <Outlet />
      <StepUpDialog />
    </>
  )
})

import { createRouter } from "@tanstack/react-router"
import { queryClient } from "./api/queryClient.ts"
import { routeTree } from "./routeTree.gen.ts"
import { FailedPage } from "./shell/FailedPage.tsx"
import { Missing } from "./shell/Missing.tsx"

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // What failed may have been asked before the page (who is signed in): all of it is asked again.
  defaultErrorComponent: ({ error }) => <FailedPage error={error} onRetry={() => void router.invalidate()} />,
  defaultNotFoundComponent: Missing
})

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router
  }
}

import { createRouter } from "@tanstack/react-router"
import { queryClient } from "./api/queryClient.ts"
import { routeTree } from "./routeTree.gen.ts"
import { Failed } from "./shell/Failed.tsx"
import { Missing } from "./shell/Missing.tsx"

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
  defaultNotFoundComponent: Missing
})

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router
  }
}

import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { failureOf } from "./api/ApiFailure.ts"
import { queryClient } from "./api/queryClient.ts"
import { router } from "./router.tsx"
import "./styles.css"

// A session that ends while pages are open leads to the sign-in, and from there back here.
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== "updated" || event.action.type !== "error" || router.state.location.pathname === "/login") return
  if (failureOf(event.action.error).kind !== "unauthenticated") return
  queryClient.clear()
  void router.navigate({ to: "/login", search: { next: router.state.location.href } })
})

const host = document.getElementById("app")
if (host !== null) {
  createRoot(host).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  )
}

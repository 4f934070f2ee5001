import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { failureOf } from "./api/ApiFailure.ts"
import { forget } from "./api/forget.ts"
import { takeLinkToken } from "./api/linkToken.ts"
import { oneMember } from "./api/oneMember.ts"
import { queryClient } from "./api/queryClient.ts"
import { meQuery } from "./api/session.ts"
import { stepUpStore } from "./api/stepUp.ts"
import { router } from "./router.tsx"
import "./styles.css"

takeLinkToken()
// A second link opened in the same tab changes nothing but what stands behind `#`.
addEventListener("hashchange", takeLinkToken)

// A session that ends while pages are open leads to the sign-in, and from there back here.
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== "updated" || event.action.type !== "error" || router.state.location.pathname === "/login") return
  // Who was nobody yet is led there by the route, and is not told that a session ended.
  if (queryClient.getQueryData(meQuery.queryKey) === undefined) return
  const { kind } = failureOf(event.action.error)
  if (kind !== "unauthenticated" && kind !== "second_factor") return
  stepUpStore.read()?.answer(false)
  forget(queryClient)
  void router.navigate({ to: "/login", search: { next: router.state.location.href } })
})

oneMember(queryClient, () => {
  forget(queryClient)
  location.reload()
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

import { createFileRoute } from "@tanstack/react-router"
import { standingsQuery, usageQuery } from "../../../features/quickbooks/queries.ts"
import { QuickBooksPage } from "../../../features/quickbooks/QuickBooksPage.tsx"

export const Route = createFileRoute("/_app/settings/quickbooks")({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(usageQuery)
    void context.queryClient.prefetchQuery(standingsQuery)
  },
  component: QuickBooksPage
})

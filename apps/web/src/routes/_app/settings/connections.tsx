import { createFileRoute } from "@tanstack/react-router"
import { GooglePage } from "../../../features/google/GooglePage.tsx"
import { GoogleSearch } from "../../../features/google/GoogleSearch.ts"
import { accountsQuery, unfiledQuery } from "../../../features/google/queries.ts"
import { standingsQuery, usageQuery } from "../../../features/quickbooks/queries.ts"
import { QuickBooksPage } from "../../../features/quickbooks/QuickBooksPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"
import { ListModeSwitch } from "../../../shell/ListModeSwitch.tsx"
import { searchOf } from "../../../shell/searchOf.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="connections" action={<ListModeSwitch />}>
      <GooglePage me={me} came={Route.useSearch()} />
      <QuickBooksPage />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/connections")({
  validateSearch: searchOf(GoogleSearch),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(accountsQuery)
    void context.queryClient.prefetchQuery(unfiledQuery)
    void context.queryClient.prefetchQuery(usageQuery)
    void context.queryClient.prefetchQuery(standingsQuery)
  },
  component: Page
})

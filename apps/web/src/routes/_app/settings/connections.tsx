import { createFileRoute } from "@tanstack/react-router"
import { standingsQuery, usageQuery } from "../../../features/quickbooks/queries.ts"
import { QuickBooksPage } from "../../../features/quickbooks/QuickBooksPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"
import { ListModeSwitch } from "../../../shell/ListModeSwitch.tsx"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="connections" action={<ListModeSwitch />}>
      <QuickBooksPage />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/connections")({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(usageQuery)
    void context.queryClient.prefetchQuery(standingsQuery)
  },
  component: Page
})

import { createFileRoute } from "@tanstack/react-router"
import { ConnectionsPage } from "../../../features/organization/ConnectionsPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="connections">
      <ConnectionsPage />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/connections")({ component: Page })

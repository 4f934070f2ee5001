import { createFileRoute } from "@tanstack/react-router"
import { NotificationsPage } from "../../../features/account/NotificationsPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="notifications">
      <NotificationsPage />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/notifications")({ component: Page })

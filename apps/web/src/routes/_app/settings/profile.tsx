import { createFileRoute } from "@tanstack/react-router"
import { ProfilePage } from "../../../features/account/ProfilePage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="profile">
      <ProfilePage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/profile")({ component: Page })

import { createFileRoute } from "@tanstack/react-router"
import { OrganizationPage } from "../../../features/organization/OrganizationPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="organization">
      <OrganizationPage />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/organization")({ component: Page })

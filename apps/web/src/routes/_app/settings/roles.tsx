import { createFileRoute } from "@tanstack/react-router"
import { RolesPage } from "../../../features/organization/RolesPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => (
  <SettingsFrame me={useMe()} page="roles">
    <RolesPage />
  </SettingsFrame>
)

export const Route = createFileRoute("/_app/settings/roles")({ component: Page })

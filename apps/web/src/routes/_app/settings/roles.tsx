import { createFileRoute } from "@tanstack/react-router"
import { RolesPage } from "../../../features/organization/RolesPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"
import { ListModeSwitch } from "../../../shell/ListModeSwitch.tsx"

const Page = () => (
  <SettingsFrame me={useMe()} page="roles" action={<ListModeSwitch />}>
    <RolesPage />
  </SettingsFrame>
)

export const Route = createFileRoute("/_app/settings/roles")({ component: Page })

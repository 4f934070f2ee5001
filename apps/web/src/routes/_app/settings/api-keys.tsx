import { createFileRoute } from "@tanstack/react-router"
import { ApiKeysPage } from "../../../features/organization/ApiKeysPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="keys">
      <ApiKeysPage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/api-keys")({ component: Page })

import { createFileRoute } from "@tanstack/react-router"
import { SecurityPage } from "../../../features/account/SecurityPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="security">
      <SecurityPage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/security")({ component: Page })

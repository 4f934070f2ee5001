import { createFileRoute } from "@tanstack/react-router"
import { FeaturesPage } from "../../../features/organization/FeaturesPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="features">
      <FeaturesPage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/features")({ component: Page })

import { createFileRoute } from "@tanstack/react-router"
import { AuditPage } from "../../../features/organization/AuditPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="audit">
      <AuditPage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/audit")({ component: Page })

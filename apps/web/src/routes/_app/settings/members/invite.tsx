import { createFileRoute, Link } from "@tanstack/react-router"
import { InvitePage } from "../../../../features/members/InvitePage.tsx"
import { SettingsFrame } from "../../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../../features/settings/useMe.ts"
import { invitations } from "../../../../messages/members.ts"
import { settings } from "../../../../messages/settings.ts"

const inside = { title: invitations.title, parent: <Link to="/settings/members">{settings.pages.members}</Link> }

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="members" inside={inside}>
      <InvitePage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/members/invite")({ component: Page })

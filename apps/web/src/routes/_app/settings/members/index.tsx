import { Button } from "@beep/ui/Button"
import { createFileRoute, Link } from "@tanstack/react-router"
import { UserPlus } from "lucide-react"
import { MembersPage } from "../../../../features/members/MembersPage.tsx"
import { SettingsFrame } from "../../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../../features/settings/useMe.ts"
import { members } from "../../../../messages/members.ts"
import { ListModeSwitch } from "../../../../shell/ListModeSwitch.tsx"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame
      me={me}
      page="members"
      action={
        <>
          <ListModeSwitch />
          <Button variant="primary" asChild>
            <Link to="/settings/members/invite">
              <UserPlus aria-hidden="true" strokeWidth={1.5} />
              {members.invite}
            </Link>
          </Button>
        </>
      }
    >
      <MembersPage me={me} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/members/")({ component: Page })

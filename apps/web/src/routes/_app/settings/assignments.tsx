import { createFileRoute } from "@tanstack/react-router"
import { AssignmentsPage } from "../../../features/members/AssignmentsPage.tsx"
import { AssignmentsSearch } from "../../../features/members/AssignmentsSearch.ts"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"
import { ListModeSwitch } from "../../../shell/ListModeSwitch.tsx"
import { searchOf } from "../../../shell/searchOf.ts"

const Page = () => {
  const me = useMe()
  return (
    <SettingsFrame me={me} page="assignments" action={<ListModeSwitch />}>
      <AssignmentsPage me={me} search={Route.useSearch()} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/assignments")({
  validateSearch: searchOf(AssignmentsSearch),
  component: Page
})

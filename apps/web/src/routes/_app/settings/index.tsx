import { createFileRoute } from "@tanstack/react-router"
import { SettingsIndex } from "../../../features/settings/SettingsIndex.tsx"

export const Route = createFileRoute("/_app/settings/")({
  component: () => <SettingsIndex me={Route.useRouteContext().me} />
})

import { createFileRoute, Navigate } from "@tanstack/react-router"
import { Schema } from "effect"
import { GoogleSearch } from "../../../features/google/GoogleSearch.ts"
import { SettingsIndex } from "../../../features/settings/SettingsIndex.tsx"
import { searchOf } from "../../../shell/searchOf.ts"

/** The address that a consent leads back to: one tab of the settings, with what came of it. */
const SettingsSearch = Schema.Struct({
  ...GoogleSearch.fields,
  settingsTab: Schema.optionalKey(Schema.Literal("connections"))
})

const Page = () => {
  const { me } = Route.useRouteContext()
  const { settingsTab, ...came } = Route.useSearch()
  return settingsTab === "connections" ? <Navigate to="/settings/connections" search={came} replace /> : <SettingsIndex me={me} />
}

export const Route = createFileRoute("/_app/settings/")({
  validateSearch: searchOf(SettingsSearch),
  component: Page
})

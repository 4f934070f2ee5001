import { OidcRefusal } from "@beep/tenancy/contract/Oidc"
import { createFileRoute } from "@tanstack/react-router"
import { Schema } from "effect"
import { SecurityPage } from "../../../features/account/SecurityPage.tsx"
import { SettingsFrame } from "../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../features/settings/useMe.ts"
import { searchOf } from "../../../shell/searchOf.ts"

const SecuritySearch = Schema.Struct({ refused: Schema.optionalKey(OidcRefusal), linked: Schema.optionalKey(Schema.Literal(1)) })

const Page = () => {
  const me = useMe()
  const { linked, refused } = Route.useSearch()
  return (
    <SettingsFrame me={me} page="security">
      <SecurityPage me={me} came={linked === undefined ? refused : "linked"} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/security")({
  validateSearch: searchOf(SecuritySearch),
  component: Page
})

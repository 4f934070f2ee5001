import { createFileRoute } from "@tanstack/react-router"
import { Schema } from "effect"
import { SignInPage } from "../features/session/SignInPage.tsx"
import { searchOf } from "../shell/searchOf.ts"

/** Only a path of this app can be gone to after signing in. */
const LoginSearch = Schema.Struct({ next: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\/(?![/\\])/))) })

export const Route = createFileRoute("/login")({
  validateSearch: searchOf(LoginSearch, {}),
  component: () => <SignInPage next={Route.useSearch().next} />
})

import { createFileRoute } from "@tanstack/react-router"
import { Schema } from "effect"
import { currentMe } from "../api/session.ts"
import { SignInPage } from "../features/session/SignInPage.tsx"
import { searchOf } from "../shell/searchOf.ts"

/** Only a path of this app can be gone to after signing in. */
const LoginSearch = Schema.Struct({ next: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\/(?![/\\])/))) })

const Page = () => <SignInPage next={Route.useSearch().next} me={Route.useLoaderData().me} />

export const Route = createFileRoute("/login")({
  validateSearch: searchOf(LoginSearch, {}),
  // A sign-in that stopped half-way goes on where it stopped.
  loader: async ({ context }) => ({ me: await currentMe(context.queryClient) }),
  component: Page
})

import { OidcRefusal } from "@beep/tenancy/contract/Oidc"
import { createFileRoute } from "@tanstack/react-router"
import { Schema } from "effect"
import { currentMe } from "../api/session.ts"
import { methodsQuery } from "../features/session/methods.ts"
import { SignInPage } from "../features/session/SignInPage.tsx"
import { searchOf } from "../shell/searchOf.ts"

/** Only a path of this app can be gone to after signing in. */
const LoginSearch = Schema.Struct({
  next: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\/(?![/\\])/))),
  refused: Schema.optionalKey(OidcRefusal)
})

const Page = () => {
  const { next, refused } = Route.useSearch()
  return <SignInPage next={next} refused={refused} me={Route.useLoaderData().me} />
}

export const Route = createFileRoute("/login")({
  validateSearch: searchOf(LoginSearch),
  // A sign-in that stopped half-way goes on where it stopped.
  loader: async ({ context }) => {
    const [me] = await Promise.all([
      currentMe(context.queryClient),
      context.queryClient.ensureQueryData({ ...methodsQuery, retry: false }).catch(() => null)
    ])
    return { me }
  },
  component: Page
})

import { useSuspenseQuery } from "@tanstack/react-query"
import { createFileRoute, Outlet, redirect } from "@tanstack/react-router"
import { ApiFailure } from "../api/ApiFailure.ts"
import { meQuery } from "../api/session.ts"
import { webConfigQuery } from "../api/webConfig.ts"
import { Frame } from "../shell/Frame.tsx"
import { Opening } from "../shell/Opening.tsx"

/** Everything behind the sign-in. */
const Signed = () => {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: config } = useSuspenseQuery(webConfigQuery)
  return (
    <Frame me={me} appName={config.appName}>
      <Outlet />
    </Frame>
  )
}

export const Route = createFileRoute("/_app")({
  // In the first script: nothing behind the sign-in is shown without it.
  codeSplitGroupings: [],
  beforeLoad: async ({ context, location }) => {
    const toSignIn = () => redirect({ to: "/login", search: location.href === "/clients" ? {} : { next: location.href } })
    const me = await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      throw error instanceof ApiFailure && error.kind === "unauthenticated" ? toSignIn() : error
    })
    if (me.session.lacks !== null) throw toSignIn()
    return { me }
  },
  pendingComponent: Opening,
  component: Signed
})

import { createFileRoute } from "@tanstack/react-router"
import { callApi } from "../api/callApi.ts"
import { FollowLinkPage } from "../features/session/FollowLinkPage.tsx"
import { ToSignIn } from "../features/session/ToSignIn.tsx"
import { recovery } from "../messages/recovery.ts"

export const Route = createFileRoute("/confirm-address")({
  component: () => (
    <FollowLinkPage
      words={recovery.address}
      follow={(token) => callApi((client) => client.auth.confirmAddress({ payload: { token } }))}
      after={<ToSignIn primary />}
    />
  )
})

import { Button } from "@beep/ui/Button"
import { createFileRoute, Link } from "@tanstack/react-router"
import { callApi } from "../api/callApi.ts"
import { FollowLinkPage } from "../features/session/FollowLinkPage.tsx"
import { recovery } from "../messages/recovery.ts"

export const Route = createFileRoute("/undo-address")({
  component: () => (
    <FollowLinkPage
      words={recovery.undo}
      follow={(token) => callApi((client) => client.auth.undoAddress({ payload: { token } }))}
      after={
        <Button asChild variant="primary">
          <Link to="/forgot-password">{recovery.toReset}</Link>
        </Button>
      }
    />
  )
})

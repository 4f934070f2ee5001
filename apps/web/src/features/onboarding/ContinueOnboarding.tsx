import type { ClientId } from "@beep/kernel/ids"
import { rolesOf } from "@beep/kernel/Scope"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Info } from "lucide-react"
import { onboarding as words } from "../../messages/onboarding.ts"
import { clientOnboardingQuery } from "./queries.ts"

/** The way back into a setup that was left. */
export const ContinueOnboarding = ({ clientId, me }: { readonly clientId: ClientId; readonly me: Me }) => {
  const { data } = useQuery(clientOnboardingQuery(clientId))
  const onboardingId = data?.finished === false ? data.onboardingId : null
  if (onboardingId === null || !rolesOf("connections.manage").includes(me.role)) return null
  return (
    <Notice
      icon={<Info strokeWidth={1.5} />}
      action={
        <Button size="small" asChild>
          <Link to="/onboarding/$onboardingId" params={{ onboardingId }}>
            {words.go}
          </Link>
        </Button>
      }
    >
      {words.unfinished}
    </Notice>
  )
}

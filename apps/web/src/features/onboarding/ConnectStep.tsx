import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import { Button } from "@beep/ui/Button"
import { KeyValues } from "@beep/ui/KeyValues"
import { Notice } from "@beep/ui/Notice"
import { useMutation } from "@tanstack/react-query"
import { Unplug } from "lucide-react"
import { callApi } from "../../api/callApi.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { ConnectErrorNotice } from "../connect/ConnectErrorNotice.tsx"
import { CallFailed } from "./CallFailed.tsx"
import type { OnboardingSearch } from "./OnboardingSearch.ts"

const words = onboarding.connect

const facts = [
  { name: words.reads, value: words.readsText },
  { name: words.writes, value: words.writesText },
  { name: words.who, value: words.whoText }
]

/** Step 2: what will happen, and the one button that leads to Intuit. */
export const ConnectStep = ({ session, search }: { readonly session: Onboarding; readonly search: OnboardingSearch }) => {
  const { onboardingId } = session
  const again = session.connection !== "never"
  const authorize = useMutation({
    mutationFn: () => callApi((client) => client.onboarding.connect({ params: { onboardingId } })),
    onSuccess: ({ url }) => location.assign(url)
  })
  const busy = authorize.isPending || authorize.isSuccess
  return (
    <>
      {search.connect_error === undefined ? null : <ConnectErrorNotice error={search.connect_error} heldBy={search.client} />}
      {again ? (
        <Notice tone="warn" role="status" icon={<Unplug strokeWidth={1.5} />}>
          {words.again}
        </Notice>
      ) : null}
      <div id="connect-scope" className="[&_dd]:text-left">
        <KeyValues items={facts} />
      </div>
      {authorize.isError ? <CallFailed error={authorize.error} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant="primary"
          unavailable={busy}
          aria-describedby="connect-scope connect-leads"
          onClick={() => authorize.mutate()}
        >
          {busy ? words.busy : again ? words.reconnect : words.action}
        </Button>
        <p id="connect-leads" className="min-w-60 flex-1 text-12 text-muted">
          {words.leads}
        </p>
      </div>
      <p className="text-12 text-muted">{onboarding.leave}</p>
    </>
  )
}

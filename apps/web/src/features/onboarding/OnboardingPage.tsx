import type { Onboarding, OnboardingId, OnboardingStep } from "@beep/runway/contract/onboarding/Onboarding"
import { Skeleton } from "@beep/ui/Skeleton"
import { toast } from "@beep/ui/toast-store"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useEffect } from "react"
import { client as clientWords } from "../../messages/clients.ts"
import { onboarding as words } from "../../messages/onboarding.ts"
import { FailedPage } from "../../shell/FailedPage.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { CashStep } from "./CashStep.tsx"
import { ConnectStep } from "./ConnectStep.tsx"
import { DoneStep } from "./DoneStep.tsx"
import type { OnboardingSearch } from "./OnboardingSearch.ts"
import { onboardingQuery } from "./queries.ts"
import { SettingsStep } from "./SettingsStep.tsx"
import { SyncStep } from "./SyncStep.tsx"
import { WizardFrame } from "./WizardFrame.tsx"

const position: Readonly<Record<OnboardingStep, number>> = { connect: 1, sync: 2, cash: 3, digest: 4, done: 5 }

const headingOf = (step: OnboardingStep, session: Onboarding): string => {
  switch (step) {
    case "connect":
      return session.connection === "never" ? words.connect.title : words.connect.againTitle
    case "sync":
      return words.sync.title
    case "cash":
      return words.cash.title
    case "digest":
      return words.digest.title
    case "done":
      return words.finish.title(session.clientName)
  }
}

const Step = ({
  step,
  session,
  search
}: {
  readonly step: OnboardingStep
  readonly session: Onboarding
  readonly search: OnboardingSearch
}) => {
  switch (step) {
    case "connect":
      return <ConnectStep session={session} search={search} />
    case "sync":
      return <SyncStep session={session} />
    case "cash":
      return session.cash === null ? null : <CashStep session={session} cash={session.cash} />
    case "digest":
      return <SettingsStep session={session} />
    case "done":
      return <DoneStep session={session} />
  }
}

/** A word of the way back is said once, or stays while its step is at hand. */
const useArrival = (search: OnboardingSearch, step: OnboardingStep | undefined) => {
  const navigate = useNavigate()
  const arrived = search.connected !== undefined
  const isOld = search.connect_error !== undefined && step !== undefined && step !== "connect"
  useEffect(() => {
    if (!arrived && !isOld) return
    if (arrived) toast(clientWords.connected)
    void navigate({ to: ".", search: {}, replace: true })
  }, [arrived, isOld, navigate])
}

export const OnboardingPage = ({
  onboardingId,
  search
}: {
  readonly onboardingId: OnboardingId
  readonly search: OnboardingSearch
}) => {
  const query = useQuery(onboardingQuery(onboardingId))
  const session = query.data
  useArrival(search, session?.step)
  if (session === undefined) {
    return query.isError ? (
      <FailedPage error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading what={words.loading}>
        <div className="p-6">
          <Skeleton className="h-72 max-w-240" />
        </div>
      </Loading>
    )
  }
  // Looking at the accounts once more is asked for by the address, and only where it leads anywhere.
  const step = search.step === "cash" && session.step === "digest" ? "cash" : session.step
  return (
    <WizardFrame title={session.clientName} current={position[step]} heading={headingOf(step, session)}>
      <Step step={step} session={session} search={search} />
    </WizardFrame>
  )
}

import type { CashQuestion } from "@beep/runway/contract/onboarding/CashChoice"
import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import type { CashConfirmation } from "@beep/runway/contract/OnboardingApi"
import { useNavigate } from "@tanstack/react-router"
import { callApi } from "../../api/callApi.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { CashForm } from "../cash/CashForm.tsx"
import { useConfirm } from "./queries.ts"

/** Step 4: what counts as cash, and the next payroll where there is one to watch. */
export const CashStep = ({ session, cash }: { readonly session: Onboarding; readonly cash: CashQuestion }) => {
  const { onboardingId, payroll, timezone } = session
  const navigate = useNavigate()
  const confirm = useConfirm(onboardingId, (payload: CashConfirmation) =>
    callApi((client) => client.onboarding.confirmCash({ params: { onboardingId }, payload }))
  )
  return (
    <CashForm
      cash={cash}
      payroll={payroll}
      timezone={timezone}
      submitLabel={onboarding.cash.submit}
      isPending={confirm.isPending}
      error={confirm.error}
      onConfirm={(payload) => confirm.mutate(payload, { onSuccess: () => void navigate({ to: ".", search: {}, replace: true }) })}
    />
  )
}

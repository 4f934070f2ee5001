import type { ClientId } from "@beep/kernel/ids"
import type { Onboarding, OnboardingId } from "@beep/runway/contract/onboarding/Onboarding"
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const onboardingQuery = (onboardingId: OnboardingId) =>
  queryOptions({
    queryKey: ["onboarding", onboardingId],
    queryFn: ({ signal }) => callApi((client) => client.onboarding.get({ params: { onboardingId } }), signal),
    // The session is the truth: coming back shows where it stands now.
    staleTime: 0
  })

export const clientOnboardingQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "onboarding"],
    queryFn: ({ signal }) => callApi((client) => client.onboarding.ofClient({ params: { clientId } }), signal)
  })

/** A confirmation answers the whole session: what stands after it is shown, and the client's figures are read anew. */
export const useConfirm = <Input>(onboardingId: OnboardingId, send: (input: Input) => Promise<Onboarding>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      queries.setQueryData(onboardingQuery(onboardingId).queryKey, answer)
      void queries.invalidateQueries({ queryKey: ["clients"] })
    }
  })
}

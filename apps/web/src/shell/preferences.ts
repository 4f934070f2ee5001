import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { Preferences } from "@beep/tenancy/contract/Preferences"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../api/callApi.ts"
import { meQuery } from "../api/session.ts"
import { app } from "../messages/app.ts"

const plain: Preferences = { listMode: "auto", rows: "compact" }
const preferencesOf = (me: Me): Preferences => me.preferences

/** What the member chose, kept with the member; the plain ones until it is known who looks. */
export const usePreferences = (): Preferences => useQuery({ ...meQuery, select: preferencesOf, enabled: false }).data ?? plain

/** Applied at once, kept by the server; what could not be kept goes back to what is, and says so. */
export const useChangePreferences = () => {
  const queries = useQueryClient()
  const show = (preferences: Preferences) =>
    queries.setQueryData(meQuery.queryKey, (me) => (me === undefined ? me : { ...me, preferences }))
  const before = usePreferences()
  const { mutate } = useMutation({
    mutationFn: (preferences: Preferences) => callApi((client) => client.account.changePreferences({ payload: preferences })),
    onMutate: show,
    onSuccess: show,
    onError: () => {
      show(before)
      toast(app.preferenceLost)
    }
  })
  return (change: Partial<Preferences>) => mutate({ ...before, ...change })
}

import type { OrganizationChange } from "@beep/tenancy/contract/OrganizationSettings"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { organizationQuery } from "./queries.ts"

/** A change of some settings against the version on the screen; after a refusal the present ones are read again. */
export const useOrganizationChange = (said: string, onDone?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (payload: OrganizationChange) => callApi((client) => client.organization.change({ payload })),
    onSuccess: (saved) => {
      queries.setQueryData(organizationQuery.queryKey, saved)
      onDone?.()
      toast(said)
      void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    },
    onError: () => void queries.invalidateQueries({ queryKey: organizationQuery.queryKey })
  })
}

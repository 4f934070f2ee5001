import type { MemberRow } from "@beep/tenancy/contract/MembersApi"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { meQuery } from "../../api/session.ts"
import { assignmentsKey, membersQuery } from "./queries.ts"

/** A change of one member against the version on the screen; who was faster shows in the list, read again. */
export const useMemberChange = (
  change: (expectedVersion: number) => Promise<MemberRow>,
  options: { readonly said: (member: MemberRow) => string; readonly onDone?: () => void }
) => {
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: membersQuery.queryKey }),
      queries.invalidateQueries({ queryKey: assignmentsKey }),
      queries.invalidateQueries({ queryKey: meQuery.queryKey })
    ])
  return useMutation({
    mutationFn: change,
    onSuccess: async (member) => {
      options.onDone?.()
      toast(options.said(member))
      await refresh()
    },
    onError: () => void refresh()
  })
}

import type { ClientId } from "@beep/kernel/ids"
import type { SyncPhase } from "@beep/runway/contract/sync/SyncStatus"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { callApi } from "../../api/callApi.ts"
import { sync } from "../../messages/digest.ts"
import { isActive, syncQuery } from "./queries.ts"

const endings: Partial<Record<SyncPhase, string>> = { succeeded: sync.finished, failed: sync.failed, halted: sync.halted }

/** The sync of one client: where it stands, how to begin one; its end is announced and renews every figure. */
export const useSync = (clientId: ClientId) => {
  const queries = useQueryClient()
  const status = useQuery(syncQuery(clientId))
  const before = useRef<SyncPhase>(undefined)
  const phase = status.data?.phase
  useEffect(() => {
    const was = before.current
    before.current = phase
    if (was === undefined || phase === undefined || !isActive(was) || isActive(phase)) return
    const words = endings[phase]
    if (words !== undefined) toast(words)
    void queries.invalidateQueries({ queryKey: ["clients"] })
  }, [phase, queries])
  const start = useMutation({
    mutationFn: () => callApi((client) => client.digest.startSync({ params: { clientId } })),
    onSuccess: ({ answer, ...standing }) => {
      if (answer === "just_read") toast(sync.justRead)
      queries.setQueryData(syncQuery(clientId).queryKey, standing)
    }
  })
  return { status, start, active: start.isPending || (phase !== undefined && isActive(phase)) }
}

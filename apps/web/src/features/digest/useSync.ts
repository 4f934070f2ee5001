import type { ClientId } from "@beep/kernel/ids"
import type { SyncPhase, SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
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
  const before = useRef<SyncStatus>(undefined)
  const standing = status.data
  useEffect(() => {
    const was = before.current
    before.current = standing
    if (was === undefined || standing === undefined || isActive(standing.phase)) return
    const seenRunning = isActive(was.phase)
    // One that QuickBooks or the clock began may be over between two looks: then only its id tells of it.
    if (!seenRunning && was.runId === standing.runId) return
    const words = seenRunning ? endings[standing.phase] : undefined
    if (words !== undefined) toast(words)
    void queries.invalidateQueries({ queryKey: ["clients"] })
  }, [standing, queries])
  const start = useMutation({
    mutationFn: () => callApi((client) => client.digest.startSync({ params: { clientId } })),
    onSuccess: ({ answer, ...begun }) => {
      if (answer === "just_read") toast(sync.justRead)
      queries.setQueryData(syncQuery(clientId).queryKey, begun)
    }
  })
  return { status, start, active: start.isPending || (standing !== undefined && isActive(standing.phase)) }
}

import type { ClientId } from "@beep/kernel/ids"
import type { WriteId } from "@beep/runway/contract/writeback/WriteBack"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { hygiene } from "../../messages/hygiene.ts"
import { writes as words } from "../../messages/writes.ts"

/** Takes a write back: before it is sent it ends here, afterwards the old value is ordered. */
export const useUndoWrite = (clientId: ClientId) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (writeId: WriteId) => callApi((client) => client.writes.undoWrite({ params: { clientId, writeId } })),
    onSuccess: ({ outcome }) => toast(words.undone[outcome]),
    onError: (error) => toast(hygiene.failed(failureOf(error).kind, states.failed)),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["clients", clientId, "writes"] }),
        queries.invalidateQueries({ queryKey: ["clients", clientId, "tray"] })
      ])
  })
}

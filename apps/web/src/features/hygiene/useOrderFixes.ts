import type { ClientId } from "@beep/kernel/ids"
import type { FixOrder, FixResults, WriteBackList } from "@beep/runway/contract/writeback/WriteBack"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { hygiene, quickFix } from "../../messages/hygiene.ts"
import { writesQuery } from "./queries.ts"
import { useUndoWrite } from "./useUndoWrite.ts"

/**
 * Stages writes. What was staged says that it is not in QuickBooks yet; a single one can be taken back from there. `answered` is
 * told at once, before the list is read again: a form whose issue offers no fix any more would not be there to hear it.
 */
export const useOrderFixes = (clientId: ClientId, answered: (results: FixResults["results"]) => void) => {
  const queries = useQueryClient()
  const undo = useUndoWrite(clientId)
  return useMutation({
    mutationFn: (order: FixOrder) => callApi((client) => client.writes.orderFixes({ params: { clientId }, payload: order })),
    onSuccess: ({ results }: FixResults) => {
      const staged = results.flatMap(({ outcome, write }) => (outcome === "staged" && write !== null ? [write] : []))
      const [only] = staged
      if (only !== undefined) {
        // Known at once, so that its next step is noticed however soon it comes.
        queries.setQueryData<WriteBackList>(writesQuery(clientId).queryKey, (before) =>
          before === undefined ? before : { ...before, writes: [...staged, ...before.writes] }
        )
        toast(
          quickFix.outcome.staged(staged.length),
          staged.length === 1 ? { label: hygiene.undo, run: () => undo.mutate(only.writeId) } : undefined
        )
      }
      answered(results)
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["clients", clientId, "writes"] }),
        queries.invalidateQueries({ queryKey: ["clients", clientId, "tray"] })
      ])
  })
}

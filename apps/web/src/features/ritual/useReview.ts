import type { ClientId } from "@beep/kernel/ids"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { app, states } from "../../messages/app.ts"
import { ritual as words } from "../../messages/ritual.ts"

export interface Reviewable {
  readonly clientId: ClientId
  readonly name: string
  /** What it is now; the opposite is asked for. */
  readonly reviewed: boolean
}

/** Marks a client reviewed this week, or takes it back; confirmed once it is kept, with a way back. */
export const useReview = () => {
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: ({ clientId, reviewed }: Reviewable) =>
      callApi((client) =>
        reviewed ? client.ritual.undoReview({ params: { clientId } }) : client.ritual.review({ params: { clientId } })
      ),
    onSuccess: (_, of) => {
      if (of.reviewed) toast(words.takenBack(of.name))
      else toast(words.marked(of.name), { label: app.undo, run: () => set.mutate({ ...of, reviewed: true }) })
      void queries.invalidateQueries({ queryKey: ["clients", "list"] })
      void queries.invalidateQueries({ queryKey: ["clients", of.clientId, "ritual"] })
      return queries.invalidateQueries({ queryKey: ["clients", of.clientId, "detail"] })
    },
    onError: (error, of) => toast(words.notMarked(of.name, states.failed[failureOf(error).kind]))
  })
  return set
}

import type { ClientId } from "@beep/kernel/ids"
import type { ClientDetail, ClientList } from "@beep/runway/contract/ClientsApi"
import { toast } from "@beep/ui/toast-store"
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query"
import { failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { app, states } from "../../messages/app.ts"
import { ritual as words } from "../../messages/ritual.ts"
import { reviewedPage } from "./reviewedLists.ts"

export interface Reviewable {
  readonly clientId: ClientId
  readonly name: string
  /** What it is now; the opposite is asked for. */
  readonly reviewed: boolean
}

/** Marks a client reviewed this week, or takes it back; shown and confirmed once it is kept, with a way back. */
export const useReview = () => {
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: ({ clientId, reviewed }: Reviewable) =>
      callApi((client) =>
        reviewed ? client.ritual.undoReview({ params: { clientId } }) : client.ritual.review({ params: { clientId } })
      ),
    onSuccess: ({ reviewed }, of) => {
      if (of.reviewed) toast(words.takenBack(of.name))
      else toast(words.marked(of.name), { label: app.undo, run: () => set.mutate({ ...of, reviewed: true }) })
      // What the answer says is put where it is shown; the next look reads anew what else changed.
      queries.setQueriesData<InfiniteData<ClientList>>({ queryKey: ["clients", "list"] }, (data) =>
        data === undefined
          ? data
          : { ...data, pages: data.pages.map((page) => reviewedPage(page, of.clientId, reviewed, of.reviewed)) }
      )
      queries.setQueryData<ClientDetail>(["clients", of.clientId, "detail"], (detail) =>
        detail === undefined || detail.item === null ? detail : { ...detail, item: { ...detail.item, reviewed } }
      )
      void queries.invalidateQueries({ queryKey: ["clients", "list"], refetchType: "none" })
      return queries.invalidateQueries({ queryKey: ["clients", of.clientId, "ritual"] })
    },
    onError: (error, of) => toast(words.notMarked(of.name, states.failed[failureOf(error).kind]))
  })
  return set
}

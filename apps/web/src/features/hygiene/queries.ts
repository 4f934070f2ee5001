import type { ClientId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import type { IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { Severity } from "@beep/runway/contract/hygiene/Severity"
import type { TrayView } from "@beep/runway/contract/hygiene/Tray"
import { isEnded } from "@beep/runway/contract/writeback/WriteState"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export interface TrayFilter {
  readonly view: TrayView
  readonly severity: Severity | undefined
}

const first = (): Cursor | null => null

export const trayQuery = (clientId: ClientId, { severity, view }: TrayFilter) =>
  infiniteQueryOptions({
    queryKey: ["clients", clientId, "tray", view, severity ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.hygiene.tray({
            params: { clientId },
            query: {
              view,
              limit: 100,
              ...(severity === undefined ? {} : { severity }),
              ...(pageParam === null ? {} : { cursor: pageParam })
            }
          }),
        signal
      ),
    initialPageParam: first(),
    getNextPageParam: (last): Cursor | null => last.nextCursor,
    refetchInterval: 30_000
  })

/** Asked every second while a write is on its way: its words must not lag behind it. */
export const writesQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "writes"],
    queryFn: ({ signal }) => callApi((client) => client.writes.writes({ params: { clientId } }), signal),
    refetchInterval: ({ state }) => (state.data?.writes.some((write) => !isEnded(write.state)) === true ? 1_000 : 30_000)
  })

export const fixFormQuery = (clientId: ClientId, issueId: IssueId) =>
  queryOptions({
    queryKey: ["clients", clientId, "fix-form", issueId],
    queryFn: ({ signal }) => callApi((client) => client.writes.fixForm({ params: { clientId }, query: { issueId } }), signal),
    staleTime: 0,
    gcTime: 0
  })

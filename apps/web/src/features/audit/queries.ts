import type { ClientId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"

export const clientAuditQuery = (clientId: ClientId) =>
  infiniteQueryOptions({
    queryKey: ["clients", clientId, "audit"],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) => client.audit.clientAudit({ params: { clientId }, query: pageParam === null ? {} : { cursor: pageParam } }),
        signal
      ),
    initialPageParam: firstPage(),
    getNextPageParam: (last): Cursor | null => last.nextCursor
  })

import type { MemberId } from "@beep/kernel/ids"
import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const savedViewsQuery = (advisorId: MemberId) =>
  queryOptions({
    queryKey: ["views", advisorId],
    queryFn: ({ signal }) => callApi((client) => client.views.list({ params: { advisorId } }), signal),
    select: ({ views }) => views
  })

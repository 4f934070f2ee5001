import type { ClientId } from "@beep/kernel/ids"
import type { BridgeCause } from "@beep/runway/contract/bridge/BridgeCause"
import { bridgePage } from "@beep/runway/contract/bridge/bridgeView"
import type { KnownTime } from "@beep/runway/contract/digest/KnownTime"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export interface Between {
  readonly from: KnownTime
  readonly to: KnownTime | undefined
}

const asked = ({ from, to }: Between) => (to === undefined ? { from } : { from, to })
const key = (clientId: ClientId, { from, to }: Between) => ["clients", clientId, "bridge", from, to ?? "now"]
/** Between two times of the past nothing changes any more. */
const pace = ({ to }: Between) => (to === undefined ? {} : { staleTime: Number.POSITIVE_INFINITY })

export const bridgeQuery = (clientId: ClientId, between: Between) =>
  queryOptions({
    queryKey: key(clientId, between),
    queryFn: ({ signal }) => callApi((client) => client.digest.bridge({ params: { clientId }, query: asked(between) }), signal),
    ...pace(between)
  })

/** The rows of one part after its first page; nothing is read until asked for. */
export const morePartRowsQuery = (clientId: ClientId, between: Between, part: BridgeCause) =>
  infiniteQueryOptions({
    queryKey: [...key(clientId, between), part],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) => client.digest.bridge({ params: { clientId }, query: { ...asked(between), part, offset: pageParam } }),
        signal
      ),
    initialPageParam: bridgePage,
    getNextPageParam: (last, _all, offset): number | undefined => {
      const rows = last.parts?.find(({ cause }) => cause === part)?.rowCount ?? 0
      return offset + bridgePage < rows ? offset + bridgePage : undefined
    },
    enabled: false
  })

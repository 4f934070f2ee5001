import { Effect } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"
import type { Ordered } from "./Ordered.ts"

/** Places orders with a running stand-in, by the address of its script under `/_sandbox`; a refused one fails with the response's status. */
export const orderFaults = Effect.fnUntraced(function* <Order extends Ordered>(
  sandboxUrl: string,
  script: string,
  orders: ReadonlyArray<Order>
) {
  const request = yield* HttpClientRequest.post(`${sandboxUrl}/_sandbox/${script}`).pipe(HttpClientRequest.bodyJson(orders))
  yield* Effect.flatMap(HttpClient.execute(request), HttpClientResponse.filterStatusOk)
})

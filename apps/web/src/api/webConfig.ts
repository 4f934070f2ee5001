import { WebEnv } from "@beep/shared-env/WebEnv"
import { queryOptions } from "@tanstack/react-query"
import { Effect } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { run } from "./callApi.ts"

const load = HttpClient.get("/config.json").pipe(
  Effect.flatMap(HttpClientResponse.filterStatusOk),
  Effect.flatMap(HttpClientResponse.schemaBodyJson(WebEnv))
)

/** Settings of this deployment, read at run time: one build serves every stage. */
export const webConfigQuery = queryOptions({
  queryKey: ["config"],
  queryFn: ({ signal }) => run(load, signal),
  staleTime: Infinity
})

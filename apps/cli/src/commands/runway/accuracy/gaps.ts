import { LocalDate } from "@beep/kernel/LocalDate"
import { Effect, Schema } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { Refusal } from "../../../output/Report.ts"

const Gap = Schema.Struct({ realmId: Schema.String, kind: Schema.String, payee: Schema.String, expectedOn: LocalDate })

/** What the stand-in left out of its companies' books, by company. */
export const gapsOf = Effect.fn("accuracy.gaps")(function* (sandboxUrl: string) {
  const client = yield* HttpClient.HttpClient
  const gaps = yield* client.get(`${sandboxUrl}/_sandbox/gaps`).pipe(
    Effect.flatMap(HttpClientResponse.schemaBodyJson(Schema.Array(Gap))),
    Effect.mapError(() => new Refusal({ reason: "the Intuit stand-in did not say what is missing from its books" }))
  )
  return Map.groupBy(gaps, ({ realmId }) => realmId)
})

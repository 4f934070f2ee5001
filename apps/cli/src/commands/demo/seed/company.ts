import { Effect, Schema } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { Refusal } from "../../../output/Report.ts"

export const DemoCompany = Schema.Struct({ realmId: Schema.String, name: Schema.String })
export type DemoCompany = typeof DemoCompany.Type

/** The companies the stand-in keeps books of. */
export const companiesOf = Effect.fn("demo.companies")(function* (sandboxUrl: string) {
  const client = yield* HttpClient.HttpClient
  return yield* client.get(`${sandboxUrl}/_sandbox/companies`).pipe(
    Effect.flatMap(HttpClientResponse.schemaBodyJson(Schema.Array(DemoCompany))),
    Effect.mapError(() => new Refusal({ reason: "the Intuit stand-in did not list its companies" }))
  )
})

/** Gives consent as a person would, and answers with what Intuit appends to the redirect. */
export const consent = Effect.fn("demo.consent")(function* (authorizeUrl: string, realmId: string) {
  const url = new URL(authorizeUrl)
  url.searchParams.set("auto", "1")
  url.searchParams.set("realmId", realmId)
  const answer = yield* Effect.tryPromise({
    try: () => fetch(url, { redirect: "manual" }),
    catch: () => new Refusal({ reason: "the Intuit stand-in did not answer the consent" })
  })
  const back = new URL(answer.headers.get("location") ?? url)
  const of = (name: string) => back.searchParams.get(name) ?? ""
  return { code: of("code"), state: of("state"), realmId: of("realmId") }
})

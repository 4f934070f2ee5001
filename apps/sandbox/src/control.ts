import { Effect } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { Sandbox } from "./Sandbox.ts"

const companies = Effect.map(Sandbox, (sandbox) =>
  HttpServerResponse.jsonUnsafe(sandbox.companies.map(({ name, realmId }) => ({ realmId, name })))
)

/** What no real Intuit has: the list of companies. */
export const controlRoutes = HttpRouter.add("GET", "/_sandbox/companies", companies)

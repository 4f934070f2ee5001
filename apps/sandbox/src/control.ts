import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { PlantedGap } from "./companies/fifty/Planted.ts"
import { Sandbox } from "./Sandbox.ts"

const companies = Effect.map(Sandbox, (sandbox) =>
  HttpServerResponse.jsonUnsafe(sandbox.companies.map(({ name, realmId }) => ({ realmId, name })))
)

const encodeGaps = Schema.encodeSync(Schema.Array(PlantedGap))

/** The truth a detector of missing payments is measured by; 404 where no company's is known. */
const gaps = Effect.map(Sandbox, (sandbox) => {
  const known = sandbox.companies.flatMap((company) => (company.gaps === undefined ? [] : [company.gaps]))
  return known.length === 0 ? HttpServerResponse.empty({ status: 404 }) : HttpServerResponse.jsonUnsafe(encodeGaps(known.flat()))
})

/** What no real Intuit has: the list of companies, and what was left out of their books on purpose. */
export const controlRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/companies", companies),
  HttpRouter.add("GET", "/_sandbox/gaps", gaps)
)

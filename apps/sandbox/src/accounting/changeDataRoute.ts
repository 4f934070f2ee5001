import { Clock, Effect } from "effect"
import { HttpRouter } from "effect/http"
import { unsupported } from "../faults/answers.ts"
import { CompanyStores } from "../store/CompanyStores.ts"
import { answerChangeData } from "./answerChangeData.ts"
import { calling } from "./routes.ts"

/** Change data of companies with books of their own; nobody recorded any of the others. */
export const changeDataRoute = HttpRouter.add(
  "GET",
  "/v3/company/:realmId/cdc",
  calling(({ company, params, time }) =>
    Effect.gen(function* () {
      const view = yield* (yield* CompanyStores).view(company.realmId)
      if (view === undefined) return { status: 400, body: unsupported("cdc") }
      return answerChangeData(view, params, yield* Clock.currentTimeMillis, time)
    })
  )
)

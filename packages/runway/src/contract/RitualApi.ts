import { NotFound, Unavailable } from "@beep/kernel/errors"
import { ClientId, MemberId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { ClientRitual, ReviewOfWeek, WeekRitual } from "./ritual/ClientRitual.ts"

const params = { clientId: ClientId }

/** What a browser says of itself; actions are noted by the server where they happen. */
export const ScreenMark = Schema.Struct({ kind: Schema.Literals(["view", "hidden"]) })

/** The weekly ritual of the caller: what was looked at, for how long, what was done, and what is done with. Errors: 404, 503. */
export class RitualGroup extends HttpApiGroup.make("ritual")
  .add(
    HttpApiEndpoint.get("week", "/api/advisor/:advisorId/ritual", {
      params: { advisorId: MemberId },
      success: WeekRitual,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.get("client", "/api/advisor/clients/:clientId/ritual", {
      params,
      success: ClientRitual,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** By the server's clock. The first view after a break stamps the client as worked on, unless the caller may only look. */
    HttpApiEndpoint.post("mark", "/api/advisor/clients/:clientId/ritual/marks", {
      params,
      payload: ScreenMark,
      success: HttpApiSchema.NoContent,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** Done with the client this week. Saying it again changes nothing; answers who was first. */
    HttpApiEndpoint.put("review", "/api/advisor/clients/:clientId/ritual/review", {
      params,
      success: ReviewOfWeek,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "hygiene.write"),
    /** Takes it back. */
    HttpApiEndpoint.delete("undoReview", "/api/advisor/clients/:clientId/ritual/review", {
      params,
      success: ReviewOfWeek,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "hygiene.write")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const RitualLocalApi = HttpApi.make("beep").add(RitualGroup)

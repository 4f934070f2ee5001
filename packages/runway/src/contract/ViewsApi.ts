import { NotFound, StaleObject, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { MemberId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { AlreadyThere } from "@beep/tenancy/contract/problems"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { SavedView, SavedViewId, SavedViewName } from "./clients/SavedView.ts"
import { ClientListView } from "./ClientsApi.ts"

const params = { advisorId: MemberId }
const one = { ...params, viewId: SavedViewId }

/** The views of the client list that the caller keeps. Errors: 404 for another member's (audited), 409 for a name that is taken or a version that passed, 503. */
export class ViewsGroup extends HttpApiGroup.make("views")
  .add(
    HttpApiEndpoint.get("list", "/api/advisor/:advisorId/views", {
      params,
      success: Schema.Struct({ views: Schema.Array(SavedView) }),
      error: [NotFound, Unavailable]
    }),
    HttpApiEndpoint.post("save", "/api/advisor/:advisorId/views", {
      params,
      payload: Schema.Struct({ name: SavedViewName, search: ClientListView }),
      success: SavedView,
      error: [NotFound, AlreadyThere, ValidationFailed, Unavailable]
    }),
    HttpApiEndpoint.patch("rename", "/api/advisor/:advisorId/views/:viewId", {
      params: one,
      payload: Schema.Struct({ name: SavedViewName, expectedVersion: Schema.Int }),
      success: SavedView,
      error: [NotFound, AlreadyThere, StaleObject, Unavailable]
    }),
    /** Can be taken back by `restore`. */
    HttpApiEndpoint.delete("remove", "/api/advisor/:advisorId/views/:viewId", {
      params: one,
      success: SavedView,
      error: [NotFound, Unavailable]
    }),
    HttpApiEndpoint.post("restore", "/api/advisor/:advisorId/views/:viewId/restore", {
      params: one,
      success: SavedView,
      error: [NotFound, AlreadyThere, Unavailable]
    })
  )
  .annotate(RequiredScope, "clients.read")
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const ViewsLocalApi = HttpApi.make("beep").add(ViewsGroup)

import { Unauthenticated, Unavailable } from "@beep/kernel/errors"
import { RequiredScope } from "@beep/kernel/Scope"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"

/**
 * For an open page, every few seconds while it is looked at: 204 while the cookie's session lives, 401 when it ended or its
 * member was suspended. Tells nothing else, prolongs nothing, counts towards no limit.
 */
export class PulseGroup extends HttpApiGroup.make("pulse")
  .add(
    HttpApiEndpoint.get("pulse", "/api/auth/pulse", {
      success: HttpApiSchema.NoContent,
      error: [Unauthenticated, Unavailable]
    })
  )
  .annotate(RequiredScope, "public")
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const PulseLocalApi = HttpApi.make("beep").add(PulseGroup)

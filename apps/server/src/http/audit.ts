import { Api } from "@beep/api/RootApi"
import { auditHandlers } from "@beep/audit/server/handlers"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

/** `audit` cannot name the root api, which guards its group with the login of `tenancy`. */
export const auditGroup = HttpApiBuilder.group(
  Api,
  "audit",
  Effect.fn(function* (handlers) {
    return handlers.handleAll(yield* auditHandlers)
  })
)

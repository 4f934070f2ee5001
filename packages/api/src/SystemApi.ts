import { Unavailable } from "@beep/kernel/errors"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"

/** What the browser may know of where it runs; decoded by the web schema of `@beep/shared-env`. */
export const WebConfig = Schema.Struct({ stage: Schema.String, appName: Schema.String, release: Schema.String })

/** For probes and the browser's start; nothing here needs a session. */
export class SystemGroup extends HttpApiGroup.make("system")
  .add(
    /** The process runs. */
    HttpApiEndpoint.get("live", "/health/live", { success: HttpApiSchema.NoContent }).annotate(RequiredScope, "public"),
    /** The database answers and has exactly the migrations of this release; 503 otherwise. */
    HttpApiEndpoint.get("ready", "/health/ready", { success: HttpApiSchema.NoContent, error: [Unavailable] }).annotate(
      RequiredScope,
      "public"
    ),
    HttpApiEndpoint.get("config", "/config.json", { success: WebConfig }).annotate(RequiredScope, "public")
  )
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const SystemLocalApi = HttpApi.make("beep").add(SystemGroup)

import { SystemLocalApi } from "@beep/api/SystemApi"
import { catalogue as entries, directory } from "@beep/migrations/catalogue"
import { Unavailable } from "@beep/kernel/errors"
import { webEnv } from "@beep/shared-env/WebEnv"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const systemHandlers = HttpApiBuilder.group(
  SystemLocalApi,
  "system",
  Effect.fn(function* (handlers) {
    const runner = yield* MigrationRunner
    const env = yield* ServerEnv
    const unready = new Unavailable({ what: "database" })
    return handlers.handleAll({
      live: () => Effect.void,
      ready: () =>
        runner.plan({ entries, directory }).pipe(
          Effect.timeout("2 seconds"),
          Effect.mapError(() => unready),
          Effect.flatMap((plan) => (plan.state === "current" ? Effect.void : Effect.fail(unready)))
        ),
      config: () => Effect.succeed(webEnv(env))
    })
  })
)

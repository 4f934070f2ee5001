import * as Domains from "@beep/server/composition/domains"
import * as Infrastructure from "@beep/server/composition/infrastructure"
import { CliEnv } from "@beep/shared-env/CliEnv"
import { Effect, Layer, Redacted } from "effect"
import { Refusal } from "./output/Report.ts"

/** The services an operator's command calls, as role `beep_app`: the same ones that requests reach. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const { APP_ENV, services, signing, vault } = yield* CliEnv
    if (services === undefined || signing === undefined || vault === undefined) {
      return yield* new Refusal({
        reason:
          "this command uses the services: set DB_PG_APP_URL, DB_PG_AUTH_URL, AUTH_JWT_*, AUDIT_* and VAULT_* (beep env check --process cli)"
      })
    }
    const infrastructure = Infrastructure.layer({
      appUrl: Redacted.make(Redacted.value(services.DB_PG_APP_URL)),
      authUrl: Redacted.make(Redacted.value(services.DB_PG_AUTH_URL)),
      poolMax: 4,
      vault,
      logName: signing.AUDIT_LOG_NAME,
      signingSeed: signing.AUDIT_SIGNING_SEED
    })
    return Domains.desk({
      stage: APP_ENV,
      origins: [],
      secureCookie: true,
      issuer: services.AUTH_JWT_ISSUER,
      audience: services.AUTH_JWT_AUDIENCE,
      sendsMail: false,
      requestsPerMinute: 0
    }).pipe(Layer.provideMerge(infrastructure))
  })
).pipe(Layer.provide(CliEnv.layer))

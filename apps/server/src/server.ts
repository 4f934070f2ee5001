import * as Sequencer from "@beep/audit/server/Sequencer"
import type { EnvOf } from "@beep/shared-env/processes"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { Notifications } from "@beep/sql/Notifications"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import type { Authorization } from "@beep/tenancy/contract/Authorization"
import { AuthorizationLayer } from "@beep/tenancy/server/AuthorizationLayer"
import * as SessionNews from "@beep/tenancy/server/SessionNews"
import { Effect, Layer, Redacted } from "effect"
import { HttpRouter } from "effect/http"
import * as AfterConnect from "./composition/afterConnect.ts"
import * as Domains from "./composition/domains.ts"
import * as Infrastructure from "./composition/infrastructure.ts"
import * as Worker from "./composition/worker.ts"
import * as Routes from "./http/routes.ts"
import * as Startup from "./startup.ts"

/** Over a connection of its own, as the role whose sessions they are. */
const sessionNews = (env: EnvOf["server"]) =>
  SessionNews.layer.pipe(
    Layer.provide(
      Notifications.layer({ url: Redacted.make(Redacted.value(env.DB_PG_AUTH_URL)), applicationName: "beep-session-news" })
    )
  )

/**
 * The app of one environment, for whichever HTTP server is given; nothing listens before the checks have passed.
 * Who a caller is, `authorization` says: the product has one, and the bench another to compare with.
 */
export const layerWith = <R>(authorization: Layer.Layer<Authorization, never, R>) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const env = yield* ServerEnv
      const served = HttpRouter.serve(Routes.layer({ secure: Domains.isSecure(env), webRoot: env.WEB_ROOT, authorization }), {
        disableLogger: true,
        disableListenLog: true
      })
      const foundation = MigrationRunner.layer.pipe(Layer.provideMerge(Infrastructure.layer(Infrastructure.foundationOf(env))))
      return Layer.mergeAll(served, sessionNews(env), Sequencer.layer(), Worker.layer(env)).pipe(
        Layer.provide(AfterConnect.layer),
        Layer.provide(Domains.layer(env)),
        Layer.provide(Worker.place(env)),
        Layer.provide(Layer.effectDiscard(Startup.check)),
        Layer.provide(foundation)
      )
    })
  )

export const layer = layerWith(AuthorizationLayer)

import * as Sequencer from "@beep/audit/server/Sequencer"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import type { Authorization } from "@beep/tenancy/contract/Authorization"
import { AuthorizationLayer } from "@beep/tenancy/server/AuthorizationLayer"
import { Effect, Layer } from "effect"
import { HttpRouter } from "effect/http"
import * as AfterConnect from "./composition/afterConnect.ts"
import * as Domains from "./composition/domains.ts"
import * as Infrastructure from "./composition/infrastructure.ts"
import * as Worker from "./composition/worker.ts"
import * as Routes from "./http/routes.ts"
import * as Startup from "./startup.ts"

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
      return Layer.mergeAll(served, Sequencer.layer(), Worker.layer(env)).pipe(
        Layer.provide(AfterConnect.layer),
        Layer.provide(Domains.layer(env)),
        Layer.provide(Worker.place(env)),
        Layer.provide(Layer.effectDiscard(Startup.check)),
        Layer.provide(foundation)
      )
    })
  )

export const layer = layerWith(AuthorizationLayer)

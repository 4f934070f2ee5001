import * as Sequencer from "@beep/audit/server/Sequencer"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { Effect, Layer } from "effect"
import { HttpRouter } from "effect/http"
import * as AfterConnect from "./composition/afterConnect.ts"
import * as Domains from "./composition/domains.ts"
import * as Infrastructure from "./composition/infrastructure.ts"
import * as Worker from "./composition/worker.ts"
import * as Routes from "./http/routes.ts"
import * as Startup from "./startup.ts"

/** The app of one environment, for whichever HTTP server is given; nothing listens before the checks have passed. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const env = yield* ServerEnv
    const served = HttpRouter.serve(Routes.layer({ secure: Domains.isSecure(env), webRoot: env.WEB_ROOT }), {
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

/**
 * The product's server without sessions: every request is one owner's, said on standard input. What is left when knowing
 * the caller costs nothing; it listens on this machine, for the length of a run.
 */
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { MemberId, OrganizationId } from "@beep/kernel/ids"
import * as Server from "@beep/server/server"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Context, Effect, Layer, Schema } from "effect"
import { createServer } from "node:http"
import { job } from "../stage/services.ts"

const Owner = Schema.Struct({ organizationId: OrganizationId, memberId: MemberId })

const http = Layer.unwrap(
  Effect.map(ServerEnv, (env) => NodeHttpServer.layer(createServer, { host: env.APP_API_HOST, port: env.APP_API_PORT }))
)

const server = Layer.unwrap(
  Effect.gen(function* () {
    const owner = yield* Effect.flatMap(
      Effect.promise(() => Bun.stdin.json()),
      Schema.decodeUnknownEffect(Owner)
    )
    const context = Context.make(CurrentTenant, { ...owner, role: "owner" }).pipe(
      Context.add(CurrentActor, { kind: "system", job })
    )
    return Server.layerWith(Layer.succeed(Authorization, (httpEffect) => Effect.provideContext(httpEffect, context)))
  })
)

NodeRuntime.runMain(Layer.launch(server.pipe(Layer.provide(http), Layer.provide(ServerEnv.layer))))

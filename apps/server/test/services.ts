import { decodeEnv } from "@beep/shared-env/decodeEnv"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { Context, Effect, Layer } from "effect"
import * as Domains from "../src/composition/domains.ts"
import * as Infrastructure from "../src/composition/infrastructure.ts"

export type Variables = Readonly<Record<string, string>>

/** The variables of a suite's server, as text: a process of its own on the same database is given them too. */
export class RawEnv extends Context.Service<RawEnv, Variables>()("server-test/RawEnv") {}

/** Through the same gate as any other environment. */
export const decodedEnv = Layer.effect(
  ServerEnv,
  Effect.flatMap(RawEnv, (variables) => Effect.fromResult(decodeEnv("server", "test", variables)))
)

/** The domains as a test sees them: the same layers over the same database, to plant and to look. */
export const services = Layer.unwrap(
  Effect.map(ServerEnv, (settings) =>
    Domains.layer(settings).pipe(Layer.provideMerge(Infrastructure.layer(Infrastructure.foundationOf(settings))))
  )
)

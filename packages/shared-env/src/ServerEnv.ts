import { Context, Layer } from "effect"
import type { EnvFaults } from "./EnvFault.ts"
import type { EnvOf } from "./processes.ts"
import { provided } from "./provided.ts"

/** What the server was started with; `vault`, `intuit`, `webhooks`, `otlp`, `redis`, `mail` and `embeddings` are groups, absent ones are not there. */
export class ServerEnv extends Context.Service<ServerEnv, EnvOf["server"]>()("@beep/shared-env/ServerEnv") {
  static readonly layer: Layer.Layer<ServerEnv, EnvFaults> = Layer.effect(this, provided("server"))
}

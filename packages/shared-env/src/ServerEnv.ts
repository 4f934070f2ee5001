import { Context, Layer } from "effect"
import type { EnvFaults } from "./EnvFault.ts"
import type { EnvOf } from "./processes.ts"
import { provided } from "./provided.ts"

/** What the server was started with; a group of variables that was not set is not there. */
export class ServerEnv extends Context.Service<ServerEnv, EnvOf["server"]>()("@beep/shared-env/ServerEnv") {
  static readonly layer: Layer.Layer<ServerEnv, EnvFaults> = Layer.effect(this, provided("server"))
}

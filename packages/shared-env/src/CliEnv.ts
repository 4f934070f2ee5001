import { Context, Layer } from "effect"
import type { EnvFaults } from "./EnvFault.ts"
import type { EnvOf } from "./processes.ts"
import { provided } from "./provided.ts"

/** What a `beep` command was started with. */
export class CliEnv extends Context.Service<CliEnv, EnvOf["cli"]>()("@beep/shared-env/CliEnv") {
  static readonly layer: Layer.Layer<CliEnv, EnvFaults> = Layer.effect(this, provided("cli"))
}

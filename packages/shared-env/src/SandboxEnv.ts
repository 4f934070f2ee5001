import { Context, Layer } from "effect"
import type { EnvFaults } from "./EnvFault.ts"
import type { EnvOf } from "./processes.ts"
import { provided } from "./provided.ts"

/** What the stand-ins at the wire were started with. */
export class SandboxEnv extends Context.Service<SandboxEnv, EnvOf["sandbox"]>()("@beep/shared-env/SandboxEnv") {
  static readonly layer: Layer.Layer<SandboxEnv, EnvFaults> = Layer.effect(this, provided("sandbox"))
}

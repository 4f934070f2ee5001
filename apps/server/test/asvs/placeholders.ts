import { decodeEnv } from "@beep/shared-env/decodeEnv"
import type { Stage } from "@beep/shared-env/Stage"
import { assert } from "@effect/vitest"
import { Effect, Result } from "effect"
import type { Variables } from "../services.ts"

/** The gate of the configuration names this variable as a fault of a server in this stage. */
export const decodedEnvRefuses = (stage: Stage, given: Variables, name: string) =>
  Effect.sync(() => {
    const decoded = decodeEnv("server", stage, given)
    assert.isTrue(Result.isFailure(decoded))
    if (Result.isFailure(decoded)) assert.include(decoded.failure.message, name)
  })

import { Cause, Effect, Exit, ManagedRuntime } from "effect"
import { ApiClient } from "./ApiClient.ts"
import { ApiFailure, failureOf } from "./ApiFailure.ts"
import { askStepUp } from "./stepUp.ts"

const runtime = ManagedRuntime.make(ApiClient.layer)

/**
 * Runs an effect of the browser for React Query: resolves with its value or rejects
 * with an `ApiFailure`, and stops when the query is no longer wanted.
 */
export const run = async <A, E>(
  effect: Effect.Effect<A, E, ManagedRuntime.ManagedRuntime.Services<typeof runtime>>,
  signal?: AbortSignal
): Promise<A> => {
  const exit = await runtime.runPromiseExit(effect, signal === undefined ? undefined : { signal })
  if (Exit.isSuccess(exit)) return exit.value
  throw failureOf(Cause.squash(exit.cause))
}

/** One call of the typed client. What needs a fresh proof of a factor asks the person for it, and is then called again. */
export const callApi = async <A, E>(
  use: (client: ApiClient["Service"]) => Effect.Effect<A, E>,
  signal?: AbortSignal
): Promise<A> => {
  const call = () => run(Effect.flatMap(ApiClient, use), signal)
  try {
    return await call()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== "step_up") throw failure
    if (!(await askStepUp(failure.word))) throw new ApiFailure("not_confirmed")
    return await call()
  }
}

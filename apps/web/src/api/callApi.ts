import { Cause, Effect, Exit, ManagedRuntime } from "effect"
import { ApiClient } from "./ApiClient.ts"
import { failureOf } from "./ApiFailure.ts"

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

/** One call of the typed client. */
export const callApi = <A, E>(use: (client: ApiClient["Service"]) => Effect.Effect<A, E>, signal?: AbortSignal): Promise<A> =>
  run(Effect.flatMap(ApiClient, use), signal)

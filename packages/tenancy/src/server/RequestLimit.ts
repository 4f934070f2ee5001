import { RateLimited } from "@beep/kernel/errors"
import type { MemberId } from "@beep/kernel/ids"
import { Cache, Clock, Context, Effect, Layer } from "effect"
import { AuthSettings } from "./AuthSettings.ts"
import { RequestWindow } from "./internal/RequestWindow.ts"

/** Members remembered at a time; the one that asked longest ago is forgotten, whose minute is over anyway. */
const members = 10_000

/** How much one member may ask of this process (runway.md 7.8), over all sessions, tokens and tabs. A key is a member of its own. */
export class RequestLimit extends Context.Service<
  RequestLimit,
  {
    /** Counts one request, or refuses it and counts nothing. */
    readonly count: (memberId: MemberId) => Effect.Effect<void, RateLimited>
  }
>()("@beep/tenancy/RequestLimit") {
  static readonly layer: Layer.Layer<RequestLimit, never, AuthSettings> = Layer.effect(
    RequestLimit,
    Effect.gen(function* () {
      const { requestsPerMinute: limit } = yield* AuthSettings
      const windows = yield* Cache.make<MemberId, RequestWindow>({
        lookup: () => Effect.sync(() => new RequestWindow()),
        capacity: members
      })
      return RequestLimit.of({
        count: (memberId) =>
          limit === 0
            ? Effect.void
            : Effect.gen(function* () {
                const window = yield* Cache.get(windows, memberId)
                const wait = window.count(yield* Clock.currentTimeMillis, limit)
                if (wait > 0) return yield* new RateLimited({ retryAfterSeconds: Math.ceil(wait / 1000) })
              })
      })
    })
  )
}

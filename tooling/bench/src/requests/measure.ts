import { Effect } from "effect"
import { signInTimes } from "../clients/sessions.ts"
import { load } from "../load/load.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import type { Stage } from "../stage/Stage.ts"

const part = "requests"

/** What knowing the caller costs: one user after the other, with a session and without. */
export const measureRequests = Effect.fn("bench.requests")(function* (stage: Stage, seconds: number) {
  const cookies = yield* signInTimes(stage, 1)
  const p50 = (path: string) =>
    Effect.map(
      load({ url: `http://127.0.0.1:${stage.serverPort}${path}`, connections: 1, seconds, cookies }),
      (result) => latencyOf(result.millis).p50
    )
  yield* p50("/api/me")
  const live = yield* p50("/health/live")
  const me = yield* p50("/api/me")
  const figures: ReadonlyArray<Figure> = [
    { part, name: "/health/live p50", value: live, unit: "ms" },
    { part, name: "/api/me p50", value: me, unit: "ms" },
    { part, name: "with a session p50", value: me - live, unit: "ms more" }
  ]
  return figures
})

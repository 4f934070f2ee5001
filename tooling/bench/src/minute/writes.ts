import { WriteBackList } from "@beep/runway/contract/writeback/WriteBack"
import { isEnded } from "@beep/runway/contract/writeback/WriteState"
import { DateTime, Effect, Schedule, Schema } from "effect"
import type { Page } from "playwright-core"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { asked } from "./openBrowser.ts"

const Place = Schema.Struct({ clientId: Schema.String })
const Listed = Schema.Struct({ items: Schema.Array(Place) })
const decodeMe = Schema.decodeUnknownEffect(Schema.Struct({ memberId: Schema.String }))
const decodeList = Schema.decodeUnknownEffect(Listed)
const decodeWrites = Schema.decodeUnknownEffect(WriteBackList)

const patience = "90 seconds"

/** What became of the writes that the walk staged: waits until each has ended, and answers those that were read back, by the server's own instants. */
export const endedWrites = Effect.fnUntraced(function* (page: Page, staged: number) {
  const get = (path: string) => asked("the server did not answer", async () => (await page.request.get(path)).json())
  const { memberId } = yield* Effect.flatMap(get("/api/me"), decodeMe)
  const { items } = yield* Effect.flatMap(get(`/api/advisor/${memberId}/clients`), decodeList)
  const all = Effect.map(
    Effect.forEach(items, ({ clientId }) => Effect.flatMap(get(`/api/advisor/clients/${clientId}/writes`), decodeWrites)),
    (lists) => lists.flatMap(({ writes }) => writes)
  )
  const writes = yield* all.pipe(
    Effect.repeat({
      schedule: Schedule.spaced("1 second"),
      until: (some) => some.length >= staged && some.every(({ state }) => isEnded(state))
    }),
    Effect.timeout(patience),
    Effect.catchTag("TimeoutError", () =>
      Effect.fail(new BenchRefused({ reason: "QuickBooks' stand-in did not take what was staged" }))
    )
  )
  return writes.flatMap(({ confirmedAt, stagedAt }) =>
    confirmedAt === null ? [] : [(DateTime.toEpochMillis(confirmedAt) - DateTime.toEpochMillis(stagedAt)) / 1000]
  )
})

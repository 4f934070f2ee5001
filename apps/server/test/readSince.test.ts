import { ClientId, SyncRunId } from "@beep/kernel/ids"
import { LedgerInput } from "@beep/runway/contract/ledger/Coverage"
import type { SyncPhase, SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Duration } from "effect"
import { judged } from "../src/composition/readSince.ts"
import { retryAfter } from "../src/composition/webhookSync.ts"

const since = DateTime.makeUnsafe("2026-03-04T10:00:00Z")
const runId = SyncRunId.make("01a1f940-7347-7584-9838-bee2a977091d")
const wanted = { clientId: ClientId.make("01a1f940-7347-7584-9838-bee2a977091e"), since, entities: ["Invoice", "Bill"] }

const status = (phase: SyncPhase, startedAt: string | null, unread: ReadonlyArray<string> = []): SyncStatus => ({
  phase,
  runId,
  startedAt: startedAt === null ? null : DateTime.makeUnsafe(startedAt),
  waitsUntil: null,
  finishedAt: null,
  lastSuccessAt: null,
  errorCode: null,
  entities: LedgerInput.literals.map((input) => ({
    input,
    phase: unread.includes(input) ? "failed" : "succeeded",
    rows: 0,
    lastSuccessAt: null
  }))
})

const later = "2026-03-04T10:00:01Z"
const earlier = "2026-03-04T09:59:59Z"

describe("whether a sync has read what was announced", () => {
  it("counts a run only when it began after the events were taken, and has ended", () => {
    assert.deepStrictEqual(judged(status("succeeded", later), wanted), { _tag: "Done", syncRunId: runId })
    assert.deepStrictEqual(judged(status("succeeded", DateTime.formatIso(since)), wanted), { _tag: "Done", syncRunId: runId })
    for (const one of [
      status("succeeded", earlier),
      status("running", later),
      status("never", null),
      status("failed", earlier)
    ]) {
      assert.deepStrictEqual(judged(one, wanted), { _tag: "Busy" }, one.phase)
    }
  })

  it("asks again for a run that failed, or did not read an entity type that was announced", () => {
    for (const one of [status("failed", later), status("halted", later), status("succeeded", later, ["bills"])]) {
      assert.deepStrictEqual(judged(one, wanted), { _tag: "Failed" }, one.phase)
    }
    // The control: what nobody announced may be missing.
    assert.strictEqual(judged(status("succeeded", later, ["vendors", "general_ledger"]), wanted)._tag, "Done")
  })

  it("waits twice as long after each failure, an hour at most, however many there were", () => {
    const seconds = [0, 1, 2, 3, 9, 10, 20, 1_000_000].map((failures) => Duration.toSeconds(retryAfter(failures)))
    assert.deepStrictEqual(seconds, [5, 10, 20, 40, 2560, 3600, 3600, 3600])
  })
})

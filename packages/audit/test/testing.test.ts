import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { AuditLog } from "../src/server/AuditLog.ts"
import { AuditVerifier } from "../src/server/AuditVerifier.ts"
import { appendLoad } from "../src/testing/appendLoad.ts"
import { organizationOf } from "../src/testing/entries.ts"
import { verifySpeed } from "../src/testing/verifySpeed.ts"
import { suite } from "./support.ts"

layer(suite)("what the bench room calls", (it) => {
  it.effect("verifies as many entries as it was asked for and finds nothing", () =>
    Effect.map(verifySpeed(12_345), ({ entries, findings }) =>
      assert.deepStrictEqual({ entries, findings }, { entries: 12_345, findings: 0 })
    )
  )

  it.effect("appends as many entries as it was asked for, all of which hold", () =>
    Effect.gen(function* () {
      const organizationId = organizationOf(1)
      const { appended } = yield* appendLoad({ organizationId, count: 40, concurrency: 8 })
      assert.strictEqual(yield* (yield* AuditLog).advanceAll, appended)
      assert.deepStrictEqual(yield* (yield* AuditVerifier).verifyStored(organizationId, []), {
        entries: 40,
        signedSize: 40,
        pending: 0,
        findings: []
      })
    })
  )
})

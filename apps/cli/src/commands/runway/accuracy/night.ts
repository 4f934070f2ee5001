import type { ClientId } from "@beep/kernel/ids"
import { driftsOf, type DriftStanding, largestFirst, type SectionDrift } from "@beep/runway/contract/tieout/drift"
import { Sync } from "@beep/runway/server/sync/Sync"
import { TieOutCertificates } from "@beep/runway/server/tieout/TieOutCertificates"
import { Effect } from "effect"
import { Refusal } from "../../../output/Report.ts"

/** What the nightly comparison of a company found. */
export interface Night {
  /** Every section that could be compared, the furthest from QuickBooks first. */
  readonly drifts: ReadonlyArray<SectionDrift>
  readonly notCompared: number
  /** What stands beyond the limit, as the product says it. */
  readonly standing: DriftStanding | null
}

/** One night as production has it: everything is read and compared, and the certificate judged (A6). */
export const nightOf = Effect.fn("accuracy.night")(function* (clientId: ClientId) {
  const certificates = yield* TieOutCertificates
  yield* Effect.flatMap(Sync, (sync) => sync.catchUp(clientId, "nightly"))
  const { drift, latest } = yield* certificates.standing(clientId)
  if (latest === null) return yield* new Refusal({ reason: "a night ended without a certificate" })
  const drifts = largestFirst(driftsOf(yield* certificates.get(clientId, latest.certificateId)))
  return { drifts, notCompared: latest.sections.length - drifts.length, standing: drift } satisfies Night
})

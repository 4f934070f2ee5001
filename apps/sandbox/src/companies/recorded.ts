import { Effect, Path } from "effect"
import { loadRecordings } from "../replay/loadRecordings.ts"
import { replaySource } from "../replay/replaySource.ts"

export const recordedRealmId = "123145800000020"

/** The recorded company of 2020 (`recordings/company-2020/NOTICE.md`): vendors, customers, employees and one general ledger. */
export const recordedCompany = Effect.gen(function* () {
  const path = yield* Path.Path
  const folder = yield* path.fromFileUrl(new URL("../../recordings/company-2020", import.meta.url))
  return replaySource(recordedRealmId, "Recorded company 2020", yield* loadRecordings(folder))
})

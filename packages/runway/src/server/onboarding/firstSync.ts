import type { LedgerInput } from "../../contract/ledger/Coverage.ts"
import { problemText } from "../../contract/messages.ts"
import type { SyncStatus } from "../../contract/sync/SyncStatus.ts"

/** Inputs that no sync has brought: the figures leave them out. */
export const notRead = ({ entities }: Pick<SyncStatus, "entities">): ReadonlyArray<LedgerInput> =>
  entities.filter(({ lastSuccessAt }) => lastSuccessAt === null).map(({ input }) => input)

/** Why the first sync cannot be left behind yet; null when it can, also when a part of it failed. */
export const firstSyncProblem = ({ lastSuccessAt, phase }: Pick<SyncStatus, "lastSuccessAt" | "phase">): string | null => {
  if (phase === "queued" || phase === "running") return problemText.syncRunning
  return lastSuccessAt === null ? problemText.nothingRead : null
}

import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { stepOf } from "@beep/runway/server/ledger/coverage"
import { Sync } from "@beep/runway/server/sync/Sync"
import { DateTime, Effect } from "effect"

export interface Wanted {
  readonly clientId: ClientId
  /** The mirror must hold what was true at this time, by the clock of this process. */
  readonly since: DateTime.Utc
  /** The entity types that must have been read. */
  readonly entities: ReadonlyArray<string>
}

/** `Busy`: a run that began too early is, or was, in the way; ask again. `Failed`: QuickBooks did not give it this time. */
export type ReadSince =
  | { readonly _tag: "Done"; readonly syncRunId: SyncRunId | null }
  | { readonly _tag: "Busy" }
  | { readonly _tag: "Failed" }

/** A run that had begun before may have closed an entity type before the change: only one begun since counts. */
export const judged = (status: SyncStatus, { entities, since }: Wanted): ReadSince => {
  if (status.phase === "running" || status.startedAt === null || DateTime.isLessThan(status.startedAt, since))
    return { _tag: "Busy" }
  const unread = status.entities.filter(({ input, phase }) => phase !== "succeeded" && entities.includes(stepOf[input]))
  return status.phase === "succeeded" && unread.length === 0 ? { _tag: "Done", syncRunId: status.runId } : { _tag: "Failed" }
}

/** The one place where webhooks ask for a sync; ends when it has ended. */
export const readSince = (
  wanted: Wanted
): Effect.Effect<ReadSince, NotFound | ReconnectRequired | Unavailable, Sync | CurrentTenant | CurrentActor> =>
  Effect.map(
    Effect.flatMap(Sync, (sync) => sync.catchUp(wanted.clientId, "webhook", wanted.entities)),
    (status) => judged(status, wanted)
  )

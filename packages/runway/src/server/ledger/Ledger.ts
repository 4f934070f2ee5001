import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { DateTime, Effect } from "effect"
import { Context } from "effect"
import type { LedgerRecord } from "../../contract/ledger/LedgerRecord.ts"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"

/**
 * The mirror of a client's books, read. Every record version keeps its business dates
 * and the time it was learned; nothing is overwritten, so both times can be asked for.
 */
export class Ledger extends Context.Service<Ledger, {
  /**
   * What the books say about `asOf`, as known at `knownAt` (now when absent). Runs in a
   * tenant transaction of its own, or nested in the caller's. The client is checked:
   * a foreign or unassigned one is `NotFound`.
   */
  snapshot(clientId: ClientId, asOf: LocalDate, knownAt?: DateTime.Utc): Effect.Effect<LedgerSnapshot, NotFound | Unavailable, CurrentTenant | CurrentActor>
  /** The present version of one row; a deleted one says so. `NotFound` when it was never mirrored, or its client was erased. */
  record(clientId: ClientId, entityType: LedgerEntityType, qboId: QboId): Effect.Effect<LedgerRecord, NotFound | Unavailable, CurrentTenant | CurrentActor>
}>()("@beep/runway/Ledger") {}

import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { LedgerRecord } from "../../contract/ledger/LedgerRecord.ts"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import { cashRoles } from "../internal/ledger/cashRoles.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { assembleSnapshot } from "./assembleSnapshot.ts"
import { recordView } from "./recordView.ts"

/**
 * The mirror of a client's books, read. Every record version keeps its business dates
 * and the time it was learned; nothing is overwritten, so both times can be asked for.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Ledger extends Context.Service<
  Ledger,
  {
    /**
     * What the books say about `asOf`, as known at `knownAt` (now when absent). Runs in a
     * tenant transaction of its own, or nested in the caller's. The client is checked:
     * a foreign or unassigned one is `NotFound`.
     */
    snapshot(
      clientId: ClientId,
      asOf: LocalDate,
      knownAt?: DateTime.Utc
    ): Effect.Effect<LedgerSnapshot, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /** The present version of one row; a deleted one says so. `NotFound` when it was never mirrored, or its client was erased. */
    record(
      clientId: ClientId,
      entityType: LedgerEntityType,
      qboId: QboId
    ): Effect.Effect<LedgerRecord, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/Ledger") {
  static readonly layerNoDeps = Layer.effect(
    Ledger,
    Effect.gen(function* () {
      const clients = yield* Clients
      const transaction = yield* TenantTransaction
      const reader = yield* LedgerReader
      const { decided } = yield* cashRoles

      const snapshot = Effect.fn("Ledger.snapshot")(function* (clientId: ClientId, asOf: LocalDate, knownAt?: DateTime.Utc) {
        const client = yield* clients.require(clientId)
        const known = Option.fromUndefinedOr(knownAt)
        return yield* transaction.run(
          Effect.gen(function* () {
            const records = yield* reader.versions(clientId, asOf, known)
            const states = yield* reader.states(clientId)
            const lastRun = yield* reader.lastRun(clientId, known)
            const roles = yield* decided(clientId, known)
            return assembleSnapshot({ client, asOf, readAt: yield* DateTime.now, records, states, roles, lastRun })
          })
        )
      })

      const record = Effect.fn("Ledger.record")(function* (clientId: ClientId, entityType: LedgerEntityType, qboId: QboId) {
        yield* clients.require(clientId)
        const found = yield* transaction.run(reader.source(clientId, entityType, qboId))
        if (Option.isNone(found)) return yield* new NotFound()
        return recordView(entityType, qboId, found.value)
      })

      return Ledger.of({ snapshot, record })
    })
  )

  static readonly layer = Ledger.layerNoDeps.pipe(Layer.provide(LedgerReader.layer))
}

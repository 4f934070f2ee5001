import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { RecordFates } from "../../contract/bridge/itemChanges.ts"
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
     * a foreign or unassigned one is `NotFound`. With `knownAt` the snapshot is read as if it were then: whatever is
     * asked with the same two times is answered the same, whatever was learned since.
     */
    snapshot(
      clientId: ClientId,
      asOf: LocalDate,
      knownAt?: DateTime.Utc
    ): Effect.Effect<LedgerSnapshot, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /** The present version of one row, or the one known at `knownAt`; a deleted one says so. `NotFound` when it was never mirrored, or its client was erased. */
    record(
      clientId: ClientId,
      entityType: LedgerEntityType,
      qboId: QboId,
      knownAt?: DateTime.Utc
    ): Effect.Effect<LedgerRecord, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /** What became of records between two times they were known at; `asOf` is the day of the second. */
    fates(
      clientId: ClientId,
      records: ReadonlyArray<{ readonly entityType: string; readonly qboId: string }>,
      between: { readonly from: DateTime.Utc; readonly to: DateTime.Utc; readonly asOf: LocalDate }
    ): Effect.Effect<RecordFates, NotFound | Unavailable, CurrentTenant | CurrentActor>
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
            const states = yield* reader.states(clientId, known)
            const lastRun = yield* reader.lastRun(clientId, known)
            const roles = yield* decided(clientId, known)
            const currency = knownAt === undefined ? null : yield* reader.currencyAt(clientId, knownAt)
            return assembleSnapshot({
              client: currency === null ? client : { ...client, homeCurrency: currency },
              asOf,
              readAt: knownAt ?? (yield* DateTime.now),
              records,
              states,
              roles,
              lastRun
            })
          })
        )
      })

      const record = Effect.fn("Ledger.record")(function* (
        clientId: ClientId,
        entityType: LedgerEntityType,
        qboId: QboId,
        knownAt?: DateTime.Utc
      ) {
        yield* clients.require(clientId)
        const found = yield* transaction.run(reader.source(clientId, entityType, qboId, Option.fromUndefinedOr(knownAt)))
        if (Option.isNone(found)) return yield* new NotFound()
        return recordView(entityType, qboId, found.value)
      })

      const fates: Ledger["Service"]["fates"] = Effect.fn("Ledger.fates")(function* (clientId, records, between) {
        yield* clients.require(clientId)
        return records.length === 0 ? new Map() : yield* transaction.run(reader.fates(clientId, records, between))
      })

      return Ledger.of({ snapshot, record, fates })
    })
  )

  static readonly layer = Ledger.layerNoDeps.pipe(Layer.provide(LedgerReader.layer))
}

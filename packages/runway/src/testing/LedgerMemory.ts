import { NotFound } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { Context, DateTime, Effect, Layer, Ref } from "effect"
import type { LedgerRecord } from "../contract/ledger/LedgerRecord.ts"
import type { LedgerSnapshot } from "../contract/ledger/LedgerSnapshot.ts"
import { Ledger } from "../server/ledger/Ledger.ts"
import { books } from "./books.ts"

/** Puts books under a client; without any, a client was never synced. */
export class LedgerMemory extends Context.Service<
  LedgerMemory,
  {
    readonly put: (
      clientId: ClientId,
      parts: Partial<LedgerSnapshot>,
      records?: ReadonlyArray<LedgerRecord>
    ) => Effect.Effect<void>
  }
>()("@beep/runway/testing/LedgerMemory") {
  /** `Ledger` over books held in memory, read at the time of the clock. Scoping is the caller's business, as in no other ledger. */
  static readonly layer: Layer.Layer<LedgerMemory | Ledger> = Layer.effectContext(
    Effect.gen(function* () {
      const held = yield* Ref.make(
        new Map<ClientId, { readonly snapshot: LedgerSnapshot; readonly records: ReadonlyArray<LedgerRecord> }>()
      )
      const memory = LedgerMemory.of({
        put: (clientId, parts, records = []) =>
          Ref.update(held, (all) => new Map(all).set(clientId, { snapshot: books(parts), records }))
      })
      const snapshot = Effect.fnUntraced(function* (clientId: ClientId, asOf: LocalDate, knownAt?: DateTime.Utc) {
        const readAt = knownAt ?? (yield* DateTime.now)
        const found = (yield* Ref.get(held)).get(clientId)
        return { ...(found?.snapshot ?? books({ syncedAt: null, syncPoint: null })), asOf, readAt }
      })
      const ledger = Ledger.of({
        snapshot,
        books: (clientId, asOf, _detail, knownAt) => snapshot(clientId, asOf, knownAt),
        fates: () => Effect.succeed(new Map()),
        record: Effect.fnUntraced(function* (clientId, entityType, qboId) {
          const records = (yield* Ref.get(held)).get(clientId)?.records ?? []
          const record = records.find((candidate) => candidate.entityType === entityType && candidate.qboId === qboId)
          return record ?? (yield* new NotFound())
        })
      })
      return Context.make(LedgerMemory, memory).pipe(Context.add(Ledger, ledger))
    })
  )
}

import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import type { Client } from "@beep/tenancy/contract/Client"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { Digest } from "effect/crypto"
import type { RecordFates } from "../../contract/bridge/itemChanges.ts"
import type { LedgerRecord } from "../../contract/ledger/LedgerRecord.ts"
import type { LedgerSnapshot } from "../../contract/ledger/LedgerSnapshot.ts"
import { dayText, type MovementDay } from "../../contract/ledger/MovementDay.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import { cashRoles } from "../internal/ledger/cashRoles.ts"
import { LedgerLines, type LinesAsked } from "../internal/ledger/LedgerLines.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { assembleSnapshot } from "./assembleSnapshot.ts"
import { type Detail, foldLines, keysRead, noLines } from "./foldLines.ts"
import { framedBooks } from "./framedBooks.ts"
import type { LedgerFrame } from "./ledgerFrame.ts"
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
     * a foreign or unassigned one is `NotFound`. With `knownAt` it is read as if it were then: the same two times are
     * answered the same, whatever was learned since.
     */
    snapshot(
      clientId: ClientId,
      asOf: LocalDate,
      knownAt?: DateTime.Utc
    ): Effect.Effect<LedgerSnapshot, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /**
     * The same as far as `detail` asks, which is what keeps the memory of a read from growing with the books; the
     * figures are the same by every one.
     */
    books(
      clientId: ClientId,
      asOf: LocalDate,
      detail: Detail,
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
      const digest = yield* Digest.Digest
      const reader = yield* LedgerReader
      const lines = yield* LedgerLines
      const framed = yield* framedBooks
      const { decided } = yield* cashRoles

      const folded = Effect.fnUntraced(function* (frame: LedgerFrame, asked: LinesAsked, detail: Detail) {
        const fold = foldLines(frame, detail)
        const days: Array<MovementDay> = []
        yield* lines.eachDay(asked, keysRead(frame, detail), (date, ofDay) =>
          Effect.gen(function* () {
            const moved = fold.add(ofDay)
            if (moved.length === 0) return
            const sha256 = yield* digest.digestHex(Digest.sha256, new TextEncoder().encode(dayText(moved)))
            days.push({ date, movements: moved.length, sha256 })
          })
        )
        return fold.end(days)
      })

      const read = Effect.fnUntraced(function* (
        present: Client,
        asOf: LocalDate,
        knownAt: Option.Option<DateTime.Utc>,
        detail: Detail
      ) {
        const currency = Option.isNone(knownAt) ? null : yield* reader.currencyAt(present.id, knownAt.value)
        const client = currency === null ? present : { ...present, homeCurrency: currency }
        const records = yield* reader.versions(client.id, asOf, knownAt)
        const states = yield* reader.states(client.id, knownAt)
        const lastRun = yield* reader.lastRun(client.id, knownAt)
        const roles = yield* decided(client.id, knownAt)
        const { frame, rejectedLines, asked } = yield* framed({ client, asOf, knownAt, records, states, roles, yearStart: null })
        const read = asked === null ? noLines : yield* folded(frame, asked, detail)
        return assembleSnapshot({
          client,
          asOf,
          readAt: Option.isNone(knownAt) ? yield* DateTime.now : knownAt.value,
          records,
          states,
          lastRun,
          frame,
          lines: read,
          rejectedLines
        })
      })

      const booksOf = Effect.fnUntraced(function* (
        clientId: ClientId,
        asOf: LocalDate,
        knownAt: Option.Option<DateTime.Utc>,
        detail: Detail
      ) {
        const client = yield* clients.require(clientId)
        return yield* transaction.run(read(client, asOf, knownAt, detail))
      })

      const snapshot = Effect.fn("Ledger.snapshot")((clientId: ClientId, asOf: LocalDate, knownAt?: DateTime.Utc) =>
        booksOf(clientId, asOf, Option.fromUndefinedOr(knownAt), "all")
      )

      const books = Effect.fn("Ledger.books")((clientId: ClientId, asOf: LocalDate, detail: Detail, knownAt?: DateTime.Utc) =>
        booksOf(clientId, asOf, Option.fromUndefinedOr(knownAt), detail)
      )

      const record = Effect.fn("Ledger.record")(function* (
        clientId: ClientId,
        entityType: LedgerEntityType,
        qboId: QboId,
        knownAt?: DateTime.Utc
      ) {
        yield* clients.require(clientId)
        const found = yield* transaction.run(reader.source(clientId, entityType, qboId, knownAt))
        if (Option.isNone(found)) return yield* new NotFound()
        return recordView(entityType, qboId, found.value)
      })

      const fates: Ledger["Service"]["fates"] = Effect.fn("Ledger.fates")(function* (clientId, records, between) {
        yield* clients.require(clientId)
        return records.length === 0 ? new Map() : yield* transaction.run(reader.fates(clientId, records, between))
      })

      return Ledger.of({ snapshot, books, record, fates })
    })
  )

  static readonly layer = Ledger.layerNoDeps.pipe(Layer.provide([LedgerReader.layer, LedgerLines.layer, Digest.layerWebCrypto]))
}

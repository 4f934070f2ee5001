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
     * a foreign or unassigned one is `NotFound`.
     */
    snapshot(
      clientId: ClientId,
      asOf: LocalDate,
      knownAt?: DateTime.Utc
    ): Effect.Effect<LedgerSnapshot, NotFound | Unavailable, CurrentTenant | CurrentActor>
    /**
     * The books of today as far as `detail` asks, which is what keeps the memory of a read from growing with them; the
     * figures are the same by every one. As above in all else.
     */
    books(
      clientId: ClientId,
      asOf: LocalDate,
      detail: Detail
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
        client: Client,
        asOf: LocalDate,
        knownAt: Option.Option<DateTime.Utc>,
        detail: Detail
      ) {
        const records = yield* reader.versions(client.id, asOf, knownAt)
        const states = yield* reader.states(client.id)
        const lastRun = yield* reader.lastRun(client.id, knownAt)
        const roles = yield* decided(client.id, knownAt)
        const { frame, rejectedLines, asked } = yield* framed({ client, asOf, knownAt, records, states, roles, yearStart: null })
        const read = asked === null ? noLines : yield* folded(frame, asked, detail)
        return assembleSnapshot({
          client,
          asOf,
          readAt: yield* DateTime.now,
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

      const books = Effect.fn("Ledger.books")((clientId: ClientId, asOf: LocalDate, detail: Detail) =>
        booksOf(clientId, asOf, Option.none(), detail)
      )

      const record = Effect.fn("Ledger.record")(function* (clientId: ClientId, entityType: LedgerEntityType, qboId: QboId) {
        yield* clients.require(clientId)
        const found = yield* transaction.run(reader.source(clientId, entityType, qboId))
        if (Option.isNone(found)) return yield* new NotFound()
        return recordView(entityType, qboId, found.value)
      })

      return Ledger.of({ snapshot, books, record })
    })
  )

  static readonly layer = Ledger.layerNoDeps.pipe(Layer.provide([LedgerReader.layer, LedgerLines.layer, Digest.layerWebCrypto]))
}

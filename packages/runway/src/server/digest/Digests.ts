import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type Unavailable, ValidationFailed } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import { Clients } from "@beep/tenancy/server/Clients"
import { Context, Effect, Layer, Option } from "effect"
import type { Derivation } from "../../contract/digest/Derivation.ts"
import { derivationOf } from "../../contract/digest/derivationOf.ts"
import type { Digest } from "../../contract/digest/Digest.ts"
import { digestOf } from "../../contract/digest/digestOf.ts"
import { readRowCursor } from "../../contract/digest/rowCursor.ts"
import { derivationPage } from "../../contract/DigestApi.ts"
import { deepLink, type LedgerRecordView } from "../../contract/ledger/LedgerRecordView.ts"
import type { LedgerEntityType, QboId } from "../../contract/ledger/QboId.ts"
import { problemText } from "../../contract/messages.ts"
import type { FigureId } from "../../contract/runway/Figure.ts"
import { Ledger } from "../ledger/Ledger.ts"
import { Runway } from "../runway/Runway.ts"
import { QuickBooksPages } from "./QuickBooksPages.ts"

type Caller = CurrentTenant | CurrentActor

export interface DerivationQuery {
  readonly figure: FigureId
  readonly cursor?: Cursor
  readonly limit?: number
}

/**
 * The digest of a client and the proof of each of its figures.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Digests extends Context.Service<
  Digests,
  {
    readonly get: (clientId: ClientId) => Effect.Effect<Digest, NotFound | Unavailable, Caller>
    /** Computed anew, so it cannot differ from the figure; that it was looked at is audited. */
    readonly derivation: (
      clientId: ClientId,
      query: DerivationQuery
    ) => Effect.Effect<Derivation, NotFound | ValidationFailed | Unavailable, Caller>
    readonly ledgerRecord: (
      clientId: ClientId,
      entityType: LedgerEntityType,
      qboId: QboId
    ) => Effect.Effect<LedgerRecordView, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/Digests") {
  static readonly layer = Layer.effect(
    Digests,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const ledger = yield* Ledger
      const runway = yield* Runway
      const pages = yield* QuickBooksPages

      const get = Effect.fn("Digests.get")(function* (clientId: ClientId) {
        const { client, payroll, result } = yield* runway.figures(clientId)
        const baseline = yield* runway.baseline(clientId, result.asOf)
        const { days } = result.runway
        const change =
          Option.isNone(baseline) || days === null
            ? null
            : { baselineDate: baseline.value.asOf, baselineDays: baseline.value.days, deltaDays: days - baseline.value.days }
        return digestOf({ clientId, name: client.name }, result, change, payroll)
      })

      /** A page continues the books it began with: after a change it would skip or repeat rows. */
      const offsetOf = Effect.fnUntraced(function* (query: DerivationQuery, inputHash: string) {
        if (query.cursor === undefined) return 0
        if (query.figure === "runway") return yield* new ValidationFailed({ reason: problemText.noRowsOfThisFigure })
        const position = readRowCursor(query.cursor)
        if (Option.isNone(position)) return yield* new ValidationFailed({ reason: problemText.cursorNotOurs })
        if (position.value.inputHash !== inputHash) return yield* new ValidationFailed({ reason: problemText.booksChanged })
        return position.value.offset
      })

      const derivation = Effect.fn("Digests.derivation")(function* (clientId: ClientId, query: DerivationQuery) {
        const { inputHash, result } = yield* runway.compute(clientId)
        const offset = yield* offsetOf(query, inputHash)
        yield* audit.record({
          action: "derivation.viewed",
          entityType: "figure",
          entityId: query.figure,
          clientId,
          result: "ok",
          after: { inputHash, offset }
        })
        return derivationOf({ clientId, inputHash, figure: query.figure }, result, {
          offset,
          limit: query.limit ?? derivationPage.default
        })
      })

      const ledgerRecord = Effect.fn("Digests.ledgerRecord")(function* (
        clientId: ClientId,
        entityType: LedgerEntityType,
        qboId: QboId
      ) {
        const client = yield* clients.require(clientId)
        const record = yield* ledger.record(clientId, entityType, qboId)
        yield* audit.record({ action: "evidence.viewed", entityType, entityId: record.qboId, clientId, result: "ok" })
        return { ...record, clientName: client.name, deepLink: deepLink(pages, entityType, record.qboId) }
      })

      return Digests.of({ get, derivation, ledgerRecord })
    })
  )
}

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { type SealedItem, Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Schema } from "effect"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { decoded } from "@beep/sql/query"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { decodeRecords, recordsPurpose } from "../ledger/ledgerPage.ts"

const SourceType = Schema.Literals(["CompanyInfo", "Payment", "BillPayment"])

const Place = Schema.Struct({ entity_type: SourceType, page_position: Schema.Int, sealed: Schema.Uint8Array })

export const SettledType = Schema.Literals(["Invoice", "CreditMemo", "Bill", "VendorCredit"])

/** A document by its name in the mirror. */
export interface DocumentName {
  readonly entityType: typeof SettledType.Type
  readonly qboId: string
}

const MirroredDocument = Schema.Struct({
  entity_type: SettledType,
  qbo_id: Schema.String,
  txn_date: Schema.NullOr(LocalDate),
  due_date: Schema.NullOr(LocalDate),
  party_id: Schema.NullOr(QboId),
  currency: Schema.NullOr(Currency)
})
export type MirroredDocument = typeof MirroredDocument.Type

const LatePlace = Schema.Struct({
  entity_type: SettledType,
  qbo_id: Schema.String,
  page_position: Schema.Int,
  sealed: Schema.Uint8Array
})

type Placed = Pick<typeof Place.Type, "page_position" | "sealed">

/** A document with a day after the one of a certificate, and its source text. */
export interface LateDocument extends DocumentName {
  readonly raw: string
}

export interface SourceText {
  readonly entityType: typeof SourceType.Type
  readonly raw: string
}

/**
 * What a certificate reads of the mirror beside the snapshot, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class MirroredDocuments extends Context.Service<
  MirroredDocuments,
  {
    /** The company's own record, and the payments recorded for a day after `asOf`; nothing when the client's key was destroyed. */
    sources(clientId: ClientId, asOf: LocalDate): Effect.Effect<ReadonlyArray<SourceText>, SqlError.SqlError, CurrentTenant>
    /** Documents with a day after `asOf` of which something is settled. */
    late(clientId: ClientId, asOf: LocalDate): Effect.Effect<ReadonlyArray<LateDocument>, SqlError.SqlError, CurrentTenant>
    /** Of these payments the ones recorded for `asOf` or before. */
    payments(
      clientId: ClientId,
      asOf: LocalDate,
      ids: ReadonlyArray<string>
    ): Effect.Effect<ReadonlyArray<SourceText>, SqlError.SqlError, CurrentTenant>
    /** The present version of documents, settled ones too. */
    documents(
      clientId: ClientId,
      names: ReadonlyArray<DocumentName>
    ): Effect.Effect<ReadonlyArray<MirroredDocument>, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/MirroredDocuments") {
  static readonly layer = Layer.effect(
    MirroredDocuments,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const vault = yield* Vault

      /** The source texts of records at their places; nothing when the client's key was destroyed. */
      const opened = Effect.fnUntraced(function* <P extends Placed>(clientId: ClientId, places: ReadonlyArray<P>) {
        const items = places.map((place): SealedItem => ({ owner: clientId, purpose: recordsPurpose, sealed: place.sealed }))
        const pages = yield* vault
          .openMany(items)
          .pipe(Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die }))
        const texts = yield* Effect.forEach(places, (place, at) => {
          const page = pages[at]
          return page === undefined
            ? Effect.succeed([])
            : Effect.map(Effect.orDie(decodeRecords(new TextDecoder().decode(page))), (records) => {
                const raw = records[place.page_position]
                return raw === undefined ? [] : [{ place, raw }]
              })
        })
        return texts.flat()
      })

      const sealedAt = sql.literal(`join runway.ledger_page p
                on p.organization_id = r.organization_id and p.client_id = r.client_id and p.page_id = r.page_id`)

      const sources = Effect.fn("MirroredDocuments.sources")(function* (clientId: ClientId, asOf: LocalDate) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Place,
            execute: () => sql`
              select r.entity_type, r.page_position, p.records_sealed as sealed from runway.ledger_record r ${sealedAt}
              where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.superseded_at is null and not r.deleted
                and (r.entity_type = 'CompanyInfo' or (r.entity_type in ('Payment', 'BillPayment') and r.txn_date > ${asOf}::date))
              order by r.entity_type, r.qbo_id`
          })()
        )
        return (yield* opened(clientId, found)).map(({ place, raw }) => ({ entityType: place.entity_type, raw }))
      })

      const payments = Effect.fn("MirroredDocuments.payments")(function* (
        clientId: ClientId,
        asOf: LocalDate,
        ids: ReadonlyArray<string>
      ) {
        if (ids.length === 0) return []
        const { organizationId } = yield* CurrentTenant
        const found = yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Place,
            execute: () => sql`
              select r.entity_type, r.page_position, p.records_sealed as sealed from runway.ledger_record r ${sealedAt}
              where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.superseded_at is null and not r.deleted
                and r.entity_type in ('Payment', 'BillPayment') and r.txn_date <= ${asOf}::date
                and r.qbo_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))
              order by r.entity_type, r.qbo_id`
          })()
        )
        return (yield* opened(clientId, found)).map(({ place, raw }) => ({ entityType: place.entity_type, raw }))
      })

      const late = Effect.fn("MirroredDocuments.late")(function* (clientId: ClientId, asOf: LocalDate) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: LatePlace,
            execute: () => sql`
              select r.entity_type, r.qbo_id, r.page_position, p.records_sealed as sealed from runway.ledger_record r ${sealedAt}
              where r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.superseded_at is null and not r.deleted
                and r.entity_type in ('Invoice', 'CreditMemo', 'Bill', 'VendorCredit') and r.txn_date > ${asOf}::date
                and r.open_minor is distinct from r.amount_minor
              order by r.entity_type, r.qbo_id`
          })()
        )
        return (yield* opened(clientId, found)).map(({ place, raw }) => ({
          entityType: place.entity_type,
          qboId: place.qbo_id,
          raw
        }))
      })

      const documents = Effect.fn("MirroredDocuments.documents")(function* (
        clientId: ClientId,
        names: ReadonlyArray<DocumentName>
      ) {
        if (names.length === 0) return []
        const { organizationId } = yield* CurrentTenant
        const wanted = JSON.stringify(names.map(({ entityType, qboId }) => ({ entity_type: entityType, qbo_id: qboId })))
        return yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: MirroredDocument,
            execute: () => sql`
              select r.entity_type, r.qbo_id, r.txn_date, r.due_date, r.party_id, r.currency
              from jsonb_to_recordset(${wanted}::text::jsonb) as w(entity_type text, qbo_id text)
              join runway.ledger_record r on r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid
                and r.entity_type = w.entity_type and r.qbo_id = w.qbo_id and r.superseded_at is null and not r.deleted`
          })()
        )
      })

      return MirroredDocuments.of({ sources, late, payments, documents })
    })
  )
}

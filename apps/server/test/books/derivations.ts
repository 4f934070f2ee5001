import type { ClientId } from "@beep/kernel/ids"
import { Derivation, type DerivationRow } from "@beep/runway/contract/digest/Derivation"
import { LedgerEntityType } from "@beep/runway/contract/ledger/QboId"
import { FigureId, type SumFigureId } from "@beep/runway/contract/runway/Figure"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Schema } from "effect"
import { call } from "../http.ts"
import type { Session } from "./connect.ts"

export const sumFigures: ReadonlyArray<SumFigureId> = FigureId.literals.filter((id) => id !== "runway")

const page = (session: Session, clientId: ClientId, figure: SumFigureId, cursor: string | null) =>
  call(
    `/api/advisor/clients/${clientId}/derivation?figure=${figure}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    { headers: session }
  ).pipe(Effect.flatMap(({ json }) => Schema.decodeUnknownEffect(Derivation)(json)))

/** The whole derivation of a figure, page after page. */
export const derivationOf = Effect.fnUntraced(function* (session: Session, clientId: ClientId, figure: SumFigureId) {
  const first = yield* page(session, clientId, figure, null)
  const [part] = first.parts
  if (part === undefined) return first
  const rows = [...part.rows]
  let cursor: string | null = part.nextCursor
  while (cursor !== null) {
    const [next]: Derivation["parts"] = (yield* page(session, clientId, figure, cursor)).parts
    rows.push(...(next?.rows ?? []))
    cursor = next?.nextCursor ?? null
  }
  return { ...first, parts: [{ ...part, rows }] }
})

const isEntity = Schema.is(LedgerEntityType)
const Found = Schema.Array(Schema.Struct({ qbo_id: Schema.String }))

/**
 * Looks every row up: one of an entity through the endpoint a person opens it with; a line
 * of a report or a movement, whose document is of any type, among the mirrored documents.
 * A document that QuickBooks itself offers in no list (a pay cheque) is not missing.
 */
export const proveRows = Effect.fnUntraced(function* (
  session: Session,
  clientId: ClientId,
  company: CompanySource,
  rows: ReadonlyArray<DerivationRow>
) {
  const wanted = new Map(
    rows.flatMap((row) => (row.qboId === null ? [] : [[`${row.source}/${row.qboId}`, { source: row.source, qboId: row.qboId }]]))
  )
  const entities = [...wanted.values()].filter(({ source }) => isEntity(source))
  const answers = yield* Effect.forEach(
    entities,
    ({ qboId, source }) =>
      Effect.map(call(`/api/advisor/clients/${clientId}/ledger/${source}/${qboId}`, { headers: session }), ({ status }) => ({
        name: `${source}/${qboId}`,
        status
      })),
    { concurrency: 8 }
  )
  const admin = yield* AdminSql
  const mirrored = yield* admin`
    select distinct qbo_id from runway.ledger_record where client_id = ${clientId}::uuid and not deleted and superseded_at is null
      and entity_type in ('Invoice', 'Bill', 'CreditMemo', 'Payment', 'VendorCredit', 'BillPayment', 'Purchase', 'Deposit', 'Transfer', 'JournalEntry', 'SalesReceipt', 'RefundReceipt')`.pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Found)),
    Effect.map((found) => new Set(found.map((row) => row.qbo_id)))
  )
  const offered = new Set(documents.flatMap((entity) => (company.rows(entity) ?? []).map((row) => String(row.fields["Id"]))))
  const documentIds = [...wanted.values()].filter(({ source }) => !isEntity(source)).map(({ qboId }) => qboId)
  return {
    found: answers.filter(({ status }) => status === 200).length,
    missing: [
      ...answers.filter(({ status }) => status !== 200).map(({ name, status }) => `${name} ${status}`),
      ...documentIds.filter((id) => offered.has(id) && !mirrored.has(id))
    ]
  }
})

const documents = [
  "Invoice",
  "Bill",
  "CreditMemo",
  "Payment",
  "VendorCredit",
  "BillPayment",
  "Purchase",
  "Deposit",
  "Transfer",
  "JournalEntry",
  "SalesReceipt",
  "RefundReceipt"
] as const

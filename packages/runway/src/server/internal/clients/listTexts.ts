import type { LocalDate } from "@beep/kernel/LocalDate"
import { type DateTime, Schema } from "effect"
import { type Attention, type AttentionCode, ClientListItem, LastWorked } from "../../../contract/clients/ClientListItem.ts"
import type { ConfidenceLevel } from "../../../contract/runway/confidence.ts"
import type { RunwayFigure } from "../../../contract/runway/RunwayView.ts"

/** What the books decide about a row of the list; a count is null where its documents were never synced. */
export interface ListedBooks {
  readonly runway: RunwayFigure
  readonly asOf: LocalDate
  readonly confidence: ConfidenceLevel
  readonly syncedAt: DateTime.Utc | null
  readonly payrollAtRisk: boolean
  readonly billsOverdue: number | null
  readonly billsDue7: number | null
  readonly invoicesOverdue: number | null
}

const { attention, lastSyncedAt, runway } = ClientListItem.fields
const membersJson = Schema.encodeSync(Schema.fromJsonString(Schema.toCodecJson(Schema.Struct({ runway, lastSyncedAt }))))
const attentionJson = Schema.encodeSync(Schema.fromJsonString(Schema.toCodecJson(attention)))
const encodeInstant = Schema.encodeSync(LastWorked.fields.at)

const inside = (json: string): string => json.slice(1, -1)

const need = (code: AttentionCode, needed: boolean): ReadonlyArray<Attention> =>
  needed ? [{ code, count: null, needsAttention: true }] : []

const fact = (code: AttentionCode, count: number | null): ReadonlyArray<Attention> =>
  count === null || count === 0 ? [] : [{ code, count, needsAttention: false }]

const ofBooks = ({ payrollAtRisk, runway }: ListedBooks): ReadonlyArray<Attention> => [
  ...need("overdrawn", runway.state === "overdrawn"),
  ...need("runway_red", runway.state === "covered" && runway.band === "red"),
  ...need("payroll_at_risk", payrollAtRisk)
]

const members = ({ asOf, confidence, runway, syncedAt }: ListedBooks, stale: boolean): string =>
  inside(membersJson({ runway: { ...runway, asOfDate: asOf, stale, confidence }, lastSyncedAt: syncedAt }))

/** What needs attention first, then the facts with their counts. Books that were never read are not called old. */
const reasons = (books: ListedBooks, stale: boolean): string =>
  inside(
    attentionJson([
      ...ofBooks(books),
      ...need("stale_data", stale && books.syncedAt !== null),
      ...fact("bills_overdue", books.billsOverdue),
      ...fact("bills_due_7", books.billsDue7),
      ...fact("invoices_overdue", books.invoicesOverdue)
    ])
  )

/** The parts of an item that `runway.client_list` puts into the wire as they are: inside of a JSON object, and of an array. */
export const listTexts = (books: ListedBooks) => ({
  needsAttention: ofBooks(books).length > 0,
  membersFresh: members(books, false),
  membersStale: members(books, true),
  attentionFresh: reasons(books, false),
  attentionStale: reasons(books, true)
})

/** An instant as the wire has it. */
export const instantText = (at: DateTime.Utc): string => encodeInstant(at)

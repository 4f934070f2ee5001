import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { entitySchemas } from "@beep/quickbooks/contract/entities/entityTypes"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import type { HygieneBooks, PartyHistory } from "@beep/runway/contract/hygiene/HygieneBooks"
import type { LedgerSnapshot } from "@beep/runway/contract/ledger/LedgerSnapshot"
import { QboId } from "@beep/runway/contract/ledger/QboId"
import { burnWindow } from "@beep/runway/contract/runway/burnWindow"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import { controlAccountsOf } from "./mirrorOf.ts"
import { hygieneBooks } from "@beep/runway/server/hygiene/hygieneBooks"
import type { DraftRecord } from "@beep/runway/server/ledger/draft/DraftRecord"
import { entityDraft } from "@beep/runway/server/ledger/draft/entityDraft"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { Schema } from "effect"

const entities = [
  "Account",
  "Customer",
  "Vendor",
  "Term",
  "Bill",
  "Invoice",
  "VendorCredit",
  "CreditMemo",
  "Payment",
  "BillPayment",
  "SalesReceipt",
  "Deposit",
  "Purchase",
  "RefundReceipt",
  "Transfer",
  "JournalEntry"
] as const satisfies ReadonlyArray<EntityName>

/** By the type of what it decodes to, which a schema looked up by name has lost. */
const decoderOf = <A>(schema: Schema.Decoder<A>): ((value: unknown) => A) => Schema.decodeUnknownSync(schema)

const told: ReadonlySet<string> = new Set(["BillPayment", "Purchase", "RefundReceipt"])

const lowerMedian = (amounts: ReadonlyArray<bigint>): bigint =>
  amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.ceil(amounts.length / 2) - 1] ?? 0n

const historiesOf = (drafts: ReadonlyArray<DraftRecord>): ReadonlyArray<PartyHistory> =>
  (["Bill", "Invoice"] as const).flatMap((entityType) =>
    [
      ...Map.groupBy(
        drafts.filter((draft) => draft.entityType === entityType && (draft.homeAmountMinor ?? 0n) > 0n),
        ({ partyId }) => partyId
      )
    ].flatMap(([partyId, own]) =>
      partyId === null
        ? []
        : [
            {
              entityType,
              partyId: QboId.make(partyId),
              documents: own.length,
              medianMinor: lowerMedian(own.map(({ homeAmountMinor }) => homeAmountMinor ?? 0n))
            }
          ]
    )
  )

/**
 * The books of the rules as the product assembles them after a sync, without a database between: all bank accounts but
 * those that look like a trust were confirmed, as the wizard asks, and no payroll was.
 */
export const hygieneOf = (source: CompanySource, snapshot: LedgerSnapshot): HygieneBooks => {
  const control = controlAccountsOf(source)
  const draftsOf = <Name extends (typeof entities)[number]>(name: Name): ReadonlyArray<DraftRecord> => {
    const decode = decoderOf(entitySchemas[name])
    return (source.rows(name) ?? []).map(({ raw }) =>
      entityDraft(name, { value: decode(exactJson(raw)), raw }, usd, (id) => control.has(id))
    )
  }
  const drafts = entities.flatMap((name) => draftsOf(name))
  const window = burnWindow(snapshot, defaultSettings)
  return hygieneBooks({
    snapshot,
    connection: "connected",
    payroll: null,
    now: snapshot.readAt,
    drifting: false,
    histories: historiesOf(drafts),
    decidedAccounts: new Set(snapshot.accounts.filter(({ role }) => role !== "restricted").map(({ qboId }) => String(qboId))),
    transactions: new Map(
      drafts
        .filter(({ txnDate }) => txnDate !== null && txnDate >= window.from && txnDate <= window.to)
        .map(({ entityType, homeAmountMinor, qboId }) => [
          `${entityType}/${qboId}`,
          told.has(entityType) ? homeAmountMinor : null
        ])
    ),
    problems: drafts.filter(({ facts }) => facts.rejected !== undefined).map(({ entityType, qboId }) => ({ entityType, qboId })),
    words: new Map(drafts.map(({ entityType, label, qboId }) => [`${entityType}/${qboId}`, label])),
    rows: drafts.map((draft) => ({
      entityType: draft.entityType,
      qboId: QboId.make(draft.qboId),
      txnDate: draft.txnDate === null ? null : LocalDate.make(draft.txnDate),
      dueDate: draft.dueDate === null ? null : LocalDate.make(draft.dueDate),
      partyId: draft.partyId === null ? null : QboId.make(draft.partyId),
      accountId: draft.accountId,
      currency: Currency.make(draft.currency),
      amount: draft.amountMinor,
      open: draft.openMinor,
      homeAmount: draft.homeAmountMinor,
      homeOpen: draft.homeOpenMinor,
      active: draft.active,
      deleted: false,
      facts: draft.facts,
      learnedAt: snapshot.readAt
    }))
  })
}

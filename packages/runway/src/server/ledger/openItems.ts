import { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { Option, Schema } from "effect"
import {
  isLineItem,
  type Payable,
  PayableType,
  type Receivable,
  ReceivableType,
  type ScheduledPayment
} from "../../contract/ledger/OpenItem.ts"
import type { PartyBalance } from "../../contract/ledger/PartyBalance.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"
import { type JournalContext, journalItems } from "./journalItems.ts"
import { dueFromTerms, type TermRule } from "./draft/dueFromTerms.ts"

const isReceivable = Schema.is(ReceivableType)
const isPayable = Schema.is(PayableType)
const nobody = QboId.make("none")

export interface ItemContext extends JournalContext {
  readonly terms: ReadonlyMap<string, TermRule>
}

/** What the open items of a day need of the other records; copies of names inside documents grow old. */
export const itemContext = (records: ReadonlyArray<StoredRecord>, home: Currency, asOf: LocalDate): ItemContext => ({
  home,
  asOf,
  terms: new Map(records.flatMap((record) => (record.entity_type === "Term" ? [[record.qbo_id, record.facts]] : []))),
  accountTypes: new Map(
    records.flatMap((record) =>
      record.entity_type === "Account" && record.facts.accountType !== undefined
        ? [[record.qbo_id, record.facts.accountType]]
        : []
    )
  ),
  names: new Map(
    records.flatMap((record) =>
      (record.entity_type === "Customer" || record.entity_type === "Vendor") && record.label.name !== undefined
        ? [[`${record.entity_type}/${record.qbo_id}`, record.label.name]]
        : []
    )
  )
})

/** As the list of customers or vendors has it now, else as the record was written. */
export const partyName = (record: StoredRecord, kind: "Customer" | "Vendor", names: ReadonlyMap<string, string>) =>
  names.get(`${kind}/${record.party_id ?? ""}`) ?? record.label.name ?? ""

const dueOf = (record: StoredRecord, terms: ReadonlyMap<string, TermRule>) => {
  if (record.due_date !== null || record.txn_date === null) return { dueDate: record.due_date, dueDerived: false }
  const term = record.facts.termId === undefined ? undefined : terms.get(record.facts.termId)
  const dueDate = term === undefined ? undefined : dueFromTerms(record.txn_date, term)
  return { dueDate: dueDate ?? null, dueDerived: dueDate !== undefined }
}

const itemOf = (record: StoredRecord, kind: "Customer" | "Vendor", context: ItemContext) => {
  if (record.txn_date === null || record.txn_date > context.asOf || (record.open_minor ?? 0n) === 0n) return Option.none()
  return Option.some({
    qboId: QboId.make(record.qbo_id),
    docNumber: record.label.doc ?? null,
    partyQboId: record.party_id ?? nobody,
    partyName: partyName(record, kind, context.names),
    txnDate: record.txn_date,
    ...dueOf(record, context.terms),
    totalMinor: record.amount_minor ?? 0n,
    openMinor: record.open_minor ?? 0n,
    homeOpenMinor: record.home_open_minor,
    currency: record.currency ?? context.home
  })
}

export const receivables = (records: ReadonlyArray<StoredRecord>, context: ItemContext): ReadonlyArray<Receivable> => [
  ...records.flatMap((record) => {
    const entityType = record.entity_type
    return isReceivable(entityType) && !isLineItem(entityType)
      ? Option.toArray(Option.map(itemOf(record, "Customer", context), (item) => ({ entityType, ...item })))
      : []
  }),
  ...journalItems(records, "receivables", context)
]

export const payables = (records: ReadonlyArray<StoredRecord>, context: ItemContext): ReadonlyArray<Payable> => [
  ...records.flatMap((record) => {
    const entityType = record.entity_type
    return isPayable(entityType) && !isLineItem(entityType)
      ? Option.toArray(Option.map(itemOf(record, "Vendor", context), (item) => ({ entityType, ...item })))
      : []
  }),
  ...journalItems(records, "payables", context)
]

export const scheduledPayments = (records: ReadonlyArray<StoredRecord>, context: ItemContext): ReadonlyArray<ScheduledPayment> =>
  records.flatMap((record) =>
    record.entity_type !== "BillPayment" ||
    record.txn_date === null ||
    record.txn_date <= context.asOf ||
    (record.amount_minor ?? 0n) === 0n
      ? []
      : [
          {
            qboId: QboId.make(record.qbo_id),
            docNumber: record.label.doc ?? null,
            partyQboId: record.party_id ?? nobody,
            partyName: partyName(record, "Vendor", context.names),
            txnDate: record.txn_date,
            amountMinor: record.amount_minor ?? 0n,
            homeAmountMinor: record.home_amount_minor,
            currency: record.currency ?? context.home
          }
        ]
  )

/** A balance in a foreign currency is left out: QuickBooks states it in the party's own money and gives no rate beside it. */
export const partyBalances = (records: ReadonlyArray<StoredRecord>, home: Currency): ReadonlyArray<PartyBalance> =>
  records.flatMap((record) => {
    const entityType = record.entity_type
    if ((entityType !== "Customer" && entityType !== "Vendor") || (record.currency ?? home) !== home) return []
    return [
      {
        entityType,
        qboId: QboId.make(record.qbo_id),
        name: record.label.name ?? record.qbo_id,
        active: record.active ?? true,
        balanceMinor: record.open_minor ?? 0n
      }
    ]
  })

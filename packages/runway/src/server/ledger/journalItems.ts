import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { isLineItem } from "../../contract/ledger/OpenItem.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"

export interface JournalContext {
  readonly home: Currency
  readonly asOf: LocalDate
  /** Present names by `Customer/1`, `Vendor/1`. */
  readonly names: ReadonlyMap<string, string>
  /** QuickBooks' types of the accounts, by their ids. */
  readonly accountTypes: ReadonlyMap<string, string>
}

const sides = {
  receivables: { account: "Accounts Receivable", party: "Customer", payment: "Payment", owed: 1n },
  payables: { account: "Accounts Payable", party: "Vendor", payment: "BillPayment", owed: -1n }
} as const

interface Open {
  readonly total: bigint
  readonly home: bigint | null
}

const add = (home: bigint | null, more: bigint | null) => (home === null || more === null ? null : home + more)

/** Nothing of an entry is settled beyond what stands there. */
const less = (total: bigint, settled: bigint): bigint => {
  const left = (total < 0n ? -total : total) - settled
  if (left <= 0n) return 0n
  return total < 0n ? -left : left
}

/**
 * What journal entries, deposits, cheques and expenses leave open with each customer or vendor: their lines on receivables or payables, less what
 * payments name as settled. QuickBooks ages such an entry by its own day and gives it no balance. `settledThrough`
 * leaves out payments of later days, as QuickBooks' reports of a day do.
 */
export const journalItems = (
  records: ReadonlyArray<StoredRecord>,
  side: keyof typeof sides,
  context: JournalContext,
  settledThrough?: LocalDate
) => {
  const { account, owed, party, payment } = sides[side]
  const settlements = records.flatMap((record) =>
    record.entity_type === payment && (settledThrough === undefined || (record.txn_date ?? "") <= settledThrough)
      ? (record.facts.settles ?? []).map((settled) => ({ ...settled, partyId: record.party_id }))
      : []
  )
  return records.flatMap((record) => {
    const { entity_type: entityType, txn_date: txnDate } = record
    if (!isLineItem(entityType) || txnDate === null || txnDate > context.asOf) return []
    const currency = record.currency ?? context.home
    const parties = new Map<string, Open>()
    for (const line of record.facts.partyLines ?? []) {
      if (context.accountTypes.get(line.accountId) !== account) continue
      const before = parties.get(line.partyId) ?? { total: 0n, home: 0n }
      const home = line.homeMinor === null ? null : owed * line.homeMinor
      parties.set(line.partyId, { total: before.total + owed * line.minor, home: add(before.home, home) })
    }
    const ofEntry = settlements.filter(({ journalId }) => journalId === record.qbo_id)
    return [...parties].flatMap(([partyId, { home, total }]) => {
      // A payment of a parent settles what its only customer in the entry owes.
      const own = parties.size === 1 ? ofEntry : ofEntry.filter((settled) => settled.partyId === partyId)
      const settled = own.reduce((sum, { minor }) => sum + minor, 0n)
      const openMinor = less(total, settled)
      if (openMinor === 0n) return []
      return [
        {
          entityType,
          qboId: QboId.make(record.qbo_id),
          docNumber: record.label.doc ?? null,
          partyQboId: QboId.make(partyId),
          partyName: context.names.get(`${party}/${partyId}`) ?? "",
          txnDate,
          dueDate: txnDate,
          dueDerived: false,
          totalMinor: total,
          openMinor,
          homeOpenMinor: currency === context.home ? openMinor : settled === 0n ? home : null,
          currency
        }
      ]
    })
  })
}

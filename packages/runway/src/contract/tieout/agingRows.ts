import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { Result } from "effect"
import { bucketOf } from "../digest/aging.ts"
import type { OpenItem } from "../ledger/OpenItem.ts"
import type { QboId } from "../ledger/QboId.ts"
import { signedHome } from "../runway/openItemRows.ts"
import { TieOutBucket, type TieOutRow } from "./TieOutRow.ts"
import type { NotComparedReason } from "./TieOutSection.ts"

/**
 * What a payment recorded for a later day settles of one document: QuickBooks has lowered
 * the document already, its reports of today still list it. `openMinor` is a magnitude;
 * `homeOpenMinor` null where no exchange rate is known.
 */
export interface LaterSettlement {
  readonly entityType: OpenItem["entityType"]
  readonly partyQboId: QboId | null
  readonly partyName: string
  readonly txnDate: LocalDate
  readonly dueDate: LocalDate | null
  readonly openMinor: bigint
  readonly homeOpenMinor: bigint | null
}

/**
 * What a payment settles of documents that were given a later day than today: they are not on the reports of today, so
 * that the payment stands there as a credit of its own day. Signed as the report has it; null without an exchange rate.
 */
export interface EarlyPayment {
  readonly partyQboId: QboId | null
  readonly partyName: string
  readonly txnDate: LocalDate
  readonly homeOpenMinor: bigint | null
}

/** Due dates computed from terms are ours, not QuickBooks': its ageing goes by the document's own day there. */
const agesFrom = (item: { readonly dueDate: LocalDate | null; readonly txnDate: LocalDate; readonly dueDerived?: boolean }) =>
  item.dueDerived === true ? item.txnDate : (item.dueDate ?? item.txnDate)

const amountsIn = (from: LocalDate, asOf: LocalDate, amount: bigint): ReadonlyArray<bigint> => {
  const bucket = bucketOf(daysBetween(from, asOf))
  return TieOutBucket.literals.map((one) => (one === bucket ? amount : 0n))
}

/**
 * Our side of an ageing report: the mirrored documents' open balances at the end of `asOf`,
 * per customer or vendor, by days past due. Credits and unapplied payments age from their
 * own day and lower the party's bucket.
 */
export const agingRows = (
  side: "receivables" | "payables",
  items: ReadonlyArray<OpenItem>,
  later: ReadonlyArray<LaterSettlement>,
  asOf: LocalDate,
  early: ReadonlyArray<EarlyPayment> = []
): Result.Result<ReadonlyArray<TieOutRow>, NotComparedReason> => {
  const entityType = side === "receivables" ? "Customer" : "Vendor"
  const settled = later.filter((part) => part.txnDate <= asOf)
  if (
    [...items, ...settled].some((item) => item.homeOpenMinor === null && item.openMinor !== 0n) ||
    early.some((payment) => payment.homeOpenMinor === null)
  )
    return Result.fail("exchange_rate_missing")
  return Result.succeed([
    ...items.map((item): TieOutRow => ({
      entityType,
      qboId: item.partyQboId === "none" ? null : item.partyQboId,
      name: item.partyName,
      amounts: amountsIn(agesFrom(item), asOf, signedHome(item))
    })),
    ...early.map((payment): TieOutRow => ({
      entityType,
      qboId: payment.partyQboId,
      name: payment.partyName,
      amounts: amountsIn(payment.txnDate, asOf, payment.homeOpenMinor ?? 0n)
    })),
    ...settled.map((part): TieOutRow => {
      const owed = part.entityType === "Invoice" || part.entityType === "Bill"
      const home = part.homeOpenMinor ?? 0n
      return {
        entityType,
        qboId: part.partyQboId,
        name: part.partyName,
        amounts: amountsIn(agesFrom(part), asOf, owed ? home : -home)
      }
    })
  ])
}

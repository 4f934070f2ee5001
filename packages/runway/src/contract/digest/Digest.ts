import { ClientId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"
import { CashRole } from "../ledger/CashRole.ts"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import { RejectedRecord } from "../ledger/RejectedRecord.ts"
import { FigureBasis } from "../runway/Figure.ts"
import { RunwayStatus } from "../runway/RunwayStatus.ts"
import { CountedSum } from "../wire.ts"
import { AgingBucket } from "./aging.ts"
import { DigestExpected } from "./DigestExpected.ts"
import { FigureAges } from "./FigureAge.ts"

/** `balance` is null where no exchange rate is known; `balanceDate` is the day a report gives it for, null for QuickBooks' balance when it was read. */
export const DigestAccount = Schema.Struct({
  qboId: Schema.NullOr(QboId),
  name: Schema.String,
  role: CashRole,
  balance: Schema.NullOr(Money),
  balanceDate: Schema.NullOr(LocalDate)
})
export type DigestAccount = typeof DigestAccount.Type

/** `daysOverdue` is negative before the due date, null without one. `amount` is what is still open. */
export const DigestItem = Schema.Struct({
  entityType: LedgerEntityType,
  qboId: QboId,
  docNumber: Schema.NullOr(Schema.String),
  partyName: Schema.String,
  dueDate: Schema.NullOr(LocalDate),
  daysOverdue: Schema.NullOr(Schema.Int),
  amount: Money
})
export type DigestItem = typeof DigestItem.Type

export const AgedMoney = Schema.Struct({ bucket: AgingBucket, count: Schema.Int, amount: Money })
export type AgedMoney = typeof AgedMoney.Type

/** A side of the books: `total` is null when nothing of it was synced; the parts are null when only balances are known. */
const side = {
  total: Schema.NullOr(Money),
  basis: Schema.NullOr(FigureBasis),
  overdue: Schema.NullOr(CountedSum),
  credits: Schema.NullOr(Money),
  aging: Schema.NullOr(Schema.Array(AgedMoney)),
  top: Schema.Array(DigestItem)
}

/**
 * The digest of one client (runway.md 1.7). Every amount is a figure that
 * `.../derivation?figure=` opens: `cash`, `receivables`, `payables` and the sums
 * named as the fields. `change` compares with the last weekly snapshot; null when
 * there is none yet.
 */
export const Digest = Schema.Struct({
  clientId: ClientId,
  name: Schema.String,
  asOfDate: LocalDate,
  timezone: TimeZoneName,
  currency: Currency,
  dataAsOf: Schema.NullOr(Schema.DateTimeUtcFromString),
  runway: RunwayStatus,
  change: Schema.NullOr(Schema.Struct({ baselineDate: LocalDate, baselineDays: Schema.Int, deltaDays: Schema.Int })),
  cash: Schema.Struct({
    total: Schema.NullOr(Money),
    basis: Schema.NullOr(FigureBasis),
    countedAccounts: Schema.Int,
    accounts: Schema.Array(DigestAccount)
  }),
  bills: Schema.Struct({ ...side, due7: Schema.NullOr(CountedSum), due30: Schema.NullOr(CountedSum) }),
  invoices: Schema.Struct({ ...side, notDue: Schema.NullOr(CountedSum) }),
  /** How old each figure is, and what it rests on. */
  ages: FigureAges,
  missing: Schema.Array(LedgerInput),
  /** Records of the inputs of the runway with an amount that cannot be kept: why what they belong to is null. */
  rejected: Schema.Array(RejectedRecord),
  /** Regular payments that are expected and not seen, dearest first; null where the ledger was never read. */
  expectedItems: Schema.NullOr(Schema.Array(DigestExpected))
})
export type Digest = typeof Digest.Type

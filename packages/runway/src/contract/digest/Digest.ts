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
import { TieOutSummary } from "../tieout/TieOutCertificate.ts"
import { AgingBucket } from "./aging.ts"
import { DigestActivity } from "./DigestActivity.ts"
import { DigestChange } from "./DigestChange.ts"
import { DigestExpected } from "./DigestExpected.ts"
import { FigureAges } from "./FigureAge.ts"
import { DigestInsight } from "./Insight.ts"

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

const AsideSum = Schema.Struct({ count: Schema.Int, amount: Schema.NullOr(Money) })
export type AsideSum = typeof AsideSum.Type

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
 * there is none yet. `knownAt` is the instant of which it says what was known: asked
 * for again with it, the same bytes come back, whatever was learned since. `insight`
 * is absent where the caller's tier has none.
 */
export const Digest = Schema.Struct({
  clientId: ClientId,
  name: Schema.String,
  asOfDate: LocalDate,
  timezone: TimeZoneName,
  currency: Currency,
  knownAt: Schema.DateTimeUtcFromString,
  dataAsOf: Schema.NullOr(Schema.DateTimeUtcFromString),
  runway: RunwayStatus,
  change: Schema.NullOr(DigestChange),
  cash: Schema.Struct({
    total: Schema.NullOr(Money),
    basis: Schema.NullOr(FigureBasis),
    countedAccounts: Schema.Int,
    /** Accounts with a role that keeps them out of the total; how many, and what they hold where it is known of all of them. */
    excluded: AsideSum,
    restricted: AsideSum,
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
  expectedItems: Schema.NullOr(Schema.Array(DigestExpected)),
  /** The newest certificate; null before the first sync ended. */
  tieOut: Schema.NullOr(TieOutSummary),
  /** When the clock reads the changes at the latest; null before the first sync. */
  nextSync: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** The last five things people did for this client, newest first. */
  activity: Schema.Array(DigestActivity),
  insight: Schema.optionalKey(DigestInsight)
})
export type Digest = typeof Digest.Type

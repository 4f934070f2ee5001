import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"
import { Outgoing } from "../completeness/Outgoing.ts"
import { CashAccount } from "./CashAccount.ts"
import { CashMovement } from "./CashMovement.ts"
import { Coverage } from "./Coverage.ts"
import { GlAccount } from "./GlAccount.ts"
import { MovementDay } from "./MovementDay.ts"
import { Payable, Receivable, ScheduledPayment } from "./OpenItem.ts"
import { PartyBalance } from "./PartyBalance.ts"
import { RejectedRecord } from "./RejectedRecord.ts"

/**
 * Everything the calculations read about one client at one date, from the mirror
 * alone. All figures, derivations and digests are pure functions of this value.
 */
export const LedgerSnapshot = Schema.Struct({
  /** The date the figures are for, in `zone`. */
  asOf: LocalDate,
  /** When the mirror was read; only freshness depends on it. */
  readAt: Schema.DateTimeUtcFromString,
  zone: TimeZoneName,
  /** The client's home currency. */
  currency: Currency,
  /** End of the last successful sync; null when there was none. */
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** Names the state of the mirror that was read, so that the same figure can be asked for again; null when never synced. */
  syncPoint: Schema.NullOr(Schema.String),
  accounts: Schema.Array(CashAccount),
  receivables: Schema.Array(Receivable),
  payables: Schema.Array(Payable),
  scheduledPayments: Schema.Array(ScheduledPayment),
  /**
   * Movements of included accounts, at least the burn window before `asOf`: each of them, or where sums alone were
   * asked for one for all of a day, an account and a kind. Every figure is the same by either.
   */
  movements: Schema.Array(CashMovement),
  /** What `movements` were read from, the same by either. */
  movementDays: Schema.Array(MovementDay),
  /** What was paid and billed, for what comes back regularly; null where it was not asked for. */
  outgoings: Schema.NullOr(Schema.Array(Outgoing)),
  partyBalances: Schema.Array(PartyBalance),
  glAccounts: Schema.Array(GlAccount),
  /** In none of the lists above, though they belong there. */
  rejected: Schema.Array(RejectedRecord),
  /** Σ included cash by QuickBooks' balance report, when one was read: compared with the accounts for confidence. */
  reportCashMinor: Schema.NullOr(Schema.BigIntFromString),
  coverage: Coverage
})
export type LedgerSnapshot = typeof LedgerSnapshot.Type

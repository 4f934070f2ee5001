import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { type CashAccount } from "../../contract/ledger/CashAccount.ts"
import { type CashRole, defaultCashRole } from "../../contract/ledger/CashRole.ts"
import type { GlAccount } from "../../contract/ledger/GlAccount.ts"
import type { DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"

/** What is known of an account by its id, from the list of accounts or else from the ledger report alone. */
export interface KnownAccount {
  readonly name: string
  readonly accountType: string | null
  readonly accountSubType: string | null
  readonly role: CashRole
}

/** A member's decision stands before what the name suggests; what is no bank account is not theirs to make cash. */
export const decidedRole = (qboId: string | null, assumed: CashRole, roles: ReadonlyMap<string, DecidedRole>): CashRole =>
  qboId === null || assumed === "credit" || assumed === "not_cash" ? assumed : (roles.get(qboId) ?? assumed)

export const knownAccount = (record: StoredRecord, roles: ReadonlyMap<string, DecidedRole>): KnownAccount => {
  const accountType = record.facts.accountType ?? null
  const accountSubType = record.facts.accountSubType ?? null
  const name = record.label.name ?? record.qbo_id
  return {
    name,
    accountType,
    accountSubType,
    role: decidedRole(record.qbo_id, defaultCashRole({ accountType, accountSubType, name, active: record.active ?? true }), roles)
  }
}

/** What the reports say about one account at the end of the snapshot's day, in home currency. */
export interface StatedBalances {
  readonly ledger: ReadonlyArray<GlAccount>
  /** The day the ledger report ends. */
  readonly ledgerDay: LocalDate | null
  readonly asOf: LocalDate
  readonly sheet: ReadonlyMap<string, bigint>
}

type Stated = Pick<CashAccount, "balanceSource" | "balanceDate"> & { readonly minor: bigint }

const statedBalance = (qboId: string, { asOf, ledger, ledgerDay, sheet }: StatedBalances): Stated | undefined => {
  const ending = ledger.find((one) => one.qboId === qboId)?.endingMinor
  if (ending !== undefined && ending !== null) return { minor: ending, balanceSource: "general_ledger", balanceDate: ledgerDay }
  const line = sheet.get(qboId)
  if (line !== undefined) return { minor: line, balanceSource: "report", balanceDate: asOf }
  // Both reports leave out an account at zero; one of them alone, or one that hides ids, proves nothing.
  const isComplete = sheet.size > 0 && ledger.length > 0 && ledger.every((one) => one.qboId !== null)
  return isComplete ? { minor: 0n, balanceSource: "report", balanceDate: asOf } : undefined
}

const fromList = (record: StoredRecord, known: KnownAccount, reports: StatedBalances, home: Currency): CashAccount => {
  const currency = record.currency ?? home
  const current = record.amount_minor ?? 0n
  const stated = statedBalance(record.qbo_id, reports)
  const shared = {
    qboId: QboId.make(record.qbo_id),
    name: known.name,
    role: known.role,
    active: record.active ?? true,
    currency,
    typeKnown: true
  }
  if (currency !== home) {
    return {
      ...shared,
      balanceMinor: current,
      homeMinor: stated?.minor ?? null,
      balanceSource: stated?.balanceSource ?? "account",
      balanceDate: stated?.balanceDate ?? null
    }
  }
  // Where the two agree the account's own record is the shorter proof; CurrentBalance alone also counts what is dated after the day.
  return stated === undefined || stated.minor === current
    ? { ...shared, balanceMinor: current, homeMinor: current, balanceSource: "account", balanceDate: null }
    : {
        ...shared,
        balanceMinor: stated.minor,
        homeMinor: stated.minor,
        balanceSource: stated.balanceSource,
        balanceDate: stated.balanceDate
      }
}

const fromLedger = (account: GlAccount, ledgerDay: LocalDate | null, home: Currency): ReadonlyArray<CashAccount> =>
  account.qboId === null || account.endingMinor === null || account.role === "not_cash"
    ? []
    : [
        {
          qboId: account.qboId,
          name: account.name,
          role: account.role,
          active: true,
          currency: home,
          balanceMinor: account.endingMinor,
          homeMinor: account.endingMinor,
          balanceSource: "general_ledger",
          balanceDate: ledgerDay,
          typeKnown: false
        }
      ]

/**
 * The accounts a cash figure may rest on, with their balances at the end of the day the
 * reports are for (runway.md 3.6: the report is the arbiter). The list of accounts decides
 * which; where it was never synced, the ledger report's accounts stand in, known only by
 * their names.
 */
export const cashAccounts = (
  listed: ReadonlyArray<StoredRecord>,
  ledger: ReadonlyArray<GlAccount>,
  reports: StatedBalances,
  home: Currency,
  known: ReadonlyMap<string, KnownAccount>
): ReadonlyArray<CashAccount> =>
  listed.length === 0
    ? ledger.flatMap((account) => fromLedger(account, reports.ledgerDay, home))
    : listed.flatMap((record) => {
        const account = known.get(record.qbo_id)
        return account?.accountType === "Bank" || account?.accountType === "Credit Card"
          ? [fromList(record, account, reports, home)]
          : []
      })

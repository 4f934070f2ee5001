import type { Currency } from "@beep/kernel/Money"
import { type CashAccount } from "../../contract/ledger/CashAccount.ts"
import { type CashRole, defaultCashRole } from "../../contract/ledger/CashRole.ts"
import type { GlAccount } from "../../contract/ledger/GlAccount.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"

/** What is known of an account by its id, from the list of accounts or else from the ledger report alone. */
export interface KnownAccount {
  readonly name: string
  readonly accountType: string | null
  readonly accountSubType: string | null
  readonly role: CashRole
}

export const knownAccount = (record: StoredRecord): KnownAccount => {
  const accountType = record.facts.accountType ?? null
  const accountSubType = record.facts.accountSubType ?? null
  const name = record.label.name ?? record.qbo_id
  return { name, accountType, accountSubType, role: defaultCashRole({ accountType, accountSubType, name, active: record.active ?? true }) }
}

const fromList = (record: StoredRecord, ledger: GlAccount | undefined, home: Currency): CashAccount => {
  const currency = record.currency ?? home
  const balanceMinor = record.amount_minor ?? 0n
  const known = knownAccount(record)
  return {
    qboId: QboId.make(record.qbo_id),
    name: known.name,
    role: known.role,
    active: record.active ?? true,
    currency,
    balanceMinor,
    homeMinor: currency === home ? balanceMinor : ledger?.endingMinor ?? null,
    balanceSource: "account",
    typeKnown: true
  }
}

const fromLedger = (account: GlAccount, home: Currency): ReadonlyArray<CashAccount> =>
  account.qboId === null || account.role === "not_cash" ? [] : [{
    qboId: account.qboId,
    name: account.name,
    role: account.role,
    active: true,
    currency: home,
    balanceMinor: account.endingMinor,
    homeMinor: account.endingMinor,
    balanceSource: "general_ledger",
    typeKnown: false
  }]

/**
 * The accounts a cash figure may rest on. The list of accounts decides; where it was
 * never synced, the ledger report's accounts stand in, known only by their names.
 */
export const cashAccounts = (listed: ReadonlyArray<StoredRecord>, ledger: ReadonlyArray<GlAccount>, home: Currency): ReadonlyArray<CashAccount> =>
  listed.length === 0
    ? ledger.flatMap((account) => fromLedger(account, home))
    : listed.filter((record) => record.facts.accountType === "Bank" || record.facts.accountType === "Credit Card")
      .map((record) => fromList(record, ledger.find((account) => account.qboId === record.qbo_id), home))

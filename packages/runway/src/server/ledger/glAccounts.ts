import type { CashMovement } from "../../contract/ledger/CashMovement.ts"
import { defaultCashRole } from "../../contract/ledger/CashRole.ts"
import type { DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import type { GlAccount, GlRow } from "../../contract/ledger/GlAccount.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import { reportEntity } from "../../contract/ledger/reportEntity.ts"
import type { AccountLines, LedgerLine } from "../internal/ledger/LedgerLine.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"
import { decidedRole, type KnownAccount } from "./cashAccounts.ts"
import { counterKindOf } from "./counterKind.ts"
import { isRejected } from "./rejectedRecords.ts"

const place = ({ facts }: Pick<LedgerLine, "facts">) => facts.position ?? 0

const text = (value: string | undefined) => (value === undefined || value === "" ? null : value)

/** A line as the report shows it under its account. */
export const glRow = (line: LedgerLine): GlRow => ({
  key: line.qbo_id,
  date: line.txn_date,
  txnType: line.facts.txnType ?? "",
  txnQboId: line.facts.txnId === undefined ? null : QboId.make(line.facts.txnId),
  docNumber: text(line.label.doc),
  partyName: text(line.label.name),
  amountMinor: line.amount_minor ?? 0n
})

/** The accounts of the newest ledger report in its order and without their rows, by the keys of their lines; `known` is the list of accounts by id. */
export const glAccounts = (
  accounts: ReadonlyArray<StoredRecord>,
  totals: ReadonlyArray<AccountLines>,
  known: ReadonlyMap<string, KnownAccount>,
  roles: ReadonlyMap<string, DecidedRole>
): ReadonlyMap<string, GlAccount> => {
  const linesOf = Map.groupBy(totals, ({ accountKey }) => accountKey)
  return new Map(
    [...accounts]
      .sort((left, right) => place(left) - place(right))
      .map((account) => {
        const key = account.facts.accountKey ?? ""
        const listed = account.account_id === null ? undefined : known.get(account.account_id)
        const name = listed?.name ?? account.label.name ?? account.qbo_id
        return [
          key,
          {
            qboId: account.account_id,
            name,
            accountType: listed?.accountType ?? null,
            role:
              listed?.role ??
              decidedRole(
                account.account_id,
                defaultCashRole({ accountType: null, accountSubType: null, name, active: true }),
                roles
              ),
            beginningMinor: isRejected(account) ? (account.facts.beginningMinor ?? null) : (account.facts.beginningMinor ?? 0n),
            endingMinor: account.amount_minor,
            lineCount: (linesOf.get(key) ?? []).reduce((sum, { lines }) => sum + lines, 0),
            rows: []
          }
        ]
      })
  )
}

/** The effects of ledger lines on included cash accounts (runway.md 3.2: from the report, because payroll is in no entity list). */
export const cashMovements = (
  lines: ReadonlyArray<LedgerLine>,
  included: ReadonlySet<string>,
  known: ReadonlyMap<string, KnownAccount>
): ReadonlyArray<CashMovement> =>
  lines.flatMap((line) => {
    if (line.account_id === null || !included.has(line.account_id) || line.txn_date === null) return []
    const amountMinor = line.amount_minor ?? 0n
    if (amountMinor === 0n) return []
    const splitId = line.facts.splitAccountId
    const split = splitId === undefined ? undefined : known.get(splitId)
    const txnType = line.facts.txnType ?? ""
    const sourceType = reportEntity(txnType)
    return [
      {
        accountQboId: line.account_id,
        date: line.txn_date,
        amountMinor,
        counterKind: counterKindOf(txnType, amountMinor, {
          included: splitId !== undefined && included.has(splitId),
          accountType: split?.accountType ?? null,
          accountSubType: split?.accountSubType ?? null,
          name: split?.name ?? line.label.split ?? ""
        }),
        sourceType,
        sourceQboId: sourceType === null || line.facts.txnId === undefined ? null : QboId.make(line.facts.txnId),
        line: place(line),
        reportRowKey: line.qbo_id,
        label: text(line.label.name) ?? text(line.label.memo) ?? text(line.label.split) ?? txnType,
        isOneOff: false,
        oneOffReason: null
      }
    ]
  })

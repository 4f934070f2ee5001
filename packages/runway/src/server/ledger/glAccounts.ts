import type { CashMovement } from "../../contract/ledger/CashMovement.ts"
import { defaultCashRole } from "../../contract/ledger/CashRole.ts"
import type { DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import type { GlAccount } from "../../contract/ledger/GlAccount.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import { reportEntity } from "../../contract/ledger/reportEntity.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"
import { decidedRole, type KnownAccount } from "./cashAccounts.ts"
import { counterKindOf } from "./counterKind.ts"
import { isRejected } from "./rejectedRecords.ts"

const place = (record: StoredRecord) => record.facts.position ?? 0

/** Newest last; lines of one day and transaction in report order. */
const inOrder = (left: StoredRecord, right: StoredRecord) =>
  (left.txn_date ?? "").localeCompare(right.txn_date ?? "") || left.qbo_id.localeCompare(right.qbo_id)

const text = (value: string | undefined) => (value === undefined || value === "" ? null : value)

/** The accounts of the newest ledger report, each with its lines; `known` is the list of accounts by id. */
export const glAccounts = (
  accounts: ReadonlyArray<StoredRecord>,
  lines: ReadonlyArray<StoredRecord>,
  known: ReadonlyMap<string, KnownAccount>,
  roles: ReadonlyMap<string, DecidedRole>
): ReadonlyArray<GlAccount> => {
  const linesOf = Map.groupBy([...lines].sort(inOrder), (line) => line.facts.accountKey ?? "")
  return [...accounts]
    .sort((left, right) => place(left) - place(right))
    .map((account) => {
      const listed = account.account_id === null ? undefined : known.get(account.account_id)
      const name = listed?.name ?? account.label.name ?? account.qbo_id
      return {
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
        rows: (linesOf.get(account.facts.accountKey ?? "") ?? []).map((line) => ({
          key: line.qbo_id,
          date: line.txn_date,
          txnType: line.facts.txnType ?? "",
          txnQboId: line.facts.txnId === undefined ? null : QboId.make(line.facts.txnId),
          docNumber: text(line.label.doc),
          partyName: text(line.label.name),
          amountMinor: line.amount_minor ?? 0n
        }))
      }
    })
}

/** The effects of ledger lines on included cash accounts (runway.md 3.2: from the report, because payroll is in no entity list). */
export const cashMovements = (
  lines: ReadonlyArray<StoredRecord>,
  included: ReadonlySet<string>,
  known: ReadonlyMap<string, KnownAccount>
): ReadonlyArray<CashMovement> =>
  [...lines].sort(inOrder).flatMap((line) => {
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

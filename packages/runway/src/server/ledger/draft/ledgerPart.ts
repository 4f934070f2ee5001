import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { generalLedger, type LedgerAccount, type LedgerTransaction } from "@beep/quickbooks/contract/report/GeneralLedger"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { type DraftRecord, UnreadableAmount } from "./DraftRecord.ts"

/** An amount as the report writes it, and in minor units. */
export interface Stated {
  readonly text: string
  readonly minor: bigint
}

/** An account in one answer of the report. */
export interface PartAccount {
  readonly key: string
  readonly id: string | null
  readonly path: ReadonlyArray<string>
  /** Null where the report has no row of it: the account began with nothing. */
  readonly beginning: Stated | null
  readonly ending: Stated
  /** Of its lines. */
  readonly sum: bigint
  readonly lines: number
}

/** One answer of the general ledger report: the days asked for, or some of them. */
export interface LedgerPart {
  readonly accounts: ReadonlyArray<PartAccount>
  readonly lines: ReadonlyArray<DraftRecord>
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** QuickBooks writes a missing id of a cell as `""`. */
const idOf = (id: string | null) => (id === "" ? null : id)

/** Sub-accounts come without an id: a hash of their path stands in for it, because names are not kept in the clear. */
const keyOf = Effect.fnUntraced(function* (account: LedgerAccount) {
  const id = idOf(account.id)
  if (id !== null) return id
  const digest = yield* Digest.Digest
  const hash = yield* digest.digestHex(Digest.sha256, bytes(JSON.stringify(account.path)))
  return `path-${hash.slice(0, 32)}`
})

const minorOf = (text: string, currency: Currency) => minorFromDecimal(text === "" ? "0" : text, currency)

const lineDraft = (
  row: LedgerTransaction,
  account: { readonly key: string; readonly id: string | null },
  currency: Currency,
  amountMinor: bigint,
  qboId: string,
  position: number
): DraftRecord => {
  const txnId = idOf(row.txnId)
  const splitAccountId = idOf(row.splitId)
  const { balance: _running, ...lasting } = row
  const raw = JSON.stringify(lasting)
  return {
    entityType: "GeneralLedgerLine",
    qboId,
    syncToken: null,
    qboUpdatedAt: null,
    txnDate: row.date === "" ? null : row.date,
    dueDate: null,
    partyId: idOf(row.nameId),
    accountId: account.id,
    currency,
    amountMinor,
    openMinor: null,
    homeAmountMinor: amountMinor,
    homeOpenMinor: null,
    active: null,
    facts: {
      accountKey: account.key,
      txnType: row.type,
      position,
      ...(txnId === null ? {} : { txnId }),
      ...(splitAccountId === null ? {} : { splitAccountId })
    },
    label: { name: row.name, doc: row.num, memo: row.memo, split: row.split },
    raw,
    // Without the running balance: a backdated row changes every later one, which nobody edited.
    identity: raw
  }
}

/**
 * Reads one answer. A line is named by account, transaction and its place among the lines of that transaction there,
 * because reports give lines no id; all of them have one date, so a name is the same however the days are divided.
 */
export const ledgerPart = Effect.fn("ledgerPart")(function* (tree: ReportTree, to: string, currency: Currency) {
  const lines: Array<DraftRecord> = []
  const accounts: Array<PartAccount> = []
  const met = new Map<string, number>()
  for (const account of generalLedger(tree)) {
    const key = yield* keyOf(account)
    const id = idOf(account.id)
    const begun = account.beginning === null ? null : minorOf(account.beginning, currency)
    const ended = minorOf(account.ending, currency)
    if (begun === undefined || ended === undefined)
      return yield* new UnreadableAmount({ entityType: "GeneralLedgerAccount", qboId: `${key}@${to}` })
    let sum = 0n
    for (const row of account.transactions) {
      const stem = `${key}/${row.type.replaceAll(/\s/g, "")}/${idOf(row.txnId) ?? `on-${row.date}`}`
      const ordinal = (met.get(stem) ?? 0) + 1
      met.set(stem, ordinal)
      const qboId = `${stem}/${ordinal}`
      const amountMinor = minorOf(row.amount, currency)
      if (amountMinor === undefined) return yield* new UnreadableAmount({ entityType: "GeneralLedgerLine", qboId })
      sum += amountMinor
      lines.push(lineDraft(row, { key, id }, currency, amountMinor, qboId, ordinal))
    }
    accounts.push({
      key,
      id,
      path: account.path,
      beginning: begun === null || account.beginning === null ? null : { text: account.beginning, minor: begun },
      ending: { text: account.ending, minor: ended },
      sum,
      lines: account.transactions.length
    })
  }
  const part: LedgerPart = { accounts, lines }
  return part
})

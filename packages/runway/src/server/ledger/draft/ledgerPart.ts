import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { generalLedger, type LedgerAccount, type LedgerTransaction } from "@beep/quickbooks/contract/report/GeneralLedger"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import type { DraftRecord } from "./DraftRecord.ts"
import { statedAmounts } from "./statedAmounts.ts"

/** An amount as the report writes it, and in minor units: null when they cannot be kept. */
export interface Stated {
  readonly text: string
  readonly minor: bigint | null
}

/** An account in one answer of the report. */
export interface PartAccount {
  readonly key: string
  readonly id: string | null
  readonly path: ReadonlyArray<string>
  /** Null where the report has no row of it: the account began with nothing. */
  readonly beginning: Stated | null
  readonly ending: Stated
  /** Of its lines; null when one of them cannot be kept. */
  readonly sum: bigint | null
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

/** An empty cell is nothing. */
const cell = (text: string): string => (text === "" ? "0" : text)

const statedOf = (text: string, currency: Currency): Stated => ({ text, minor: minorFromDecimal(cell(text), currency) ?? null })

const lineDraft = (
  row: LedgerTransaction,
  account: { readonly key: string; readonly id: string | null },
  currency: Currency,
  qboId: string,
  position: number
): DraftRecord => {
  const stated = statedAmounts()
  const amountMinor = stated.read("amount", cell(row.amount), currency)
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
      ...(splitAccountId === null ? {} : { splitAccountId }),
      ...stated.facts()
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
export const ledgerPart = Effect.fn("ledgerPart")(function* (tree: ReportTree, currency: Currency) {
  const lines: Array<DraftRecord> = []
  const accounts: Array<PartAccount> = []
  const met = new Map<string, number>()
  for (const account of generalLedger(tree)) {
    const key = yield* keyOf(account)
    const id = idOf(account.id)
    let sum: bigint | null = 0n
    for (const row of account.transactions) {
      const stem = `${key}/${row.type.replaceAll(/\s/g, "")}/${idOf(row.txnId) ?? `on-${row.date}`}`
      const ordinal = (met.get(stem) ?? 0) + 1
      met.set(stem, ordinal)
      const line = lineDraft(row, { key, id }, currency, `${stem}/${ordinal}`, ordinal)
      sum = sum === null || line.amountMinor === null ? null : sum + line.amountMinor
      lines.push(line)
    }
    accounts.push({
      key,
      id,
      path: account.path,
      beginning: account.beginning === null ? null : statedOf(account.beginning, currency),
      ending: statedOf(account.ending, currency),
      sum,
      lines: account.transactions.length
    })
  }
  const part: LedgerPart = { accounts, lines }
  return part
})

import type { Currency } from "@beep/kernel/Money"
import { generalLedger, type LedgerAccount, type LedgerTransaction } from "@beep/quickbooks/contract/report/GeneralLedger"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import type { DraftRecord } from "./DraftRecord.ts"
import { statedAmounts } from "./statedAmounts.ts"

/** The days a report says it covers; the accounts and lines of one report belong together. */
export interface ReportPeriod {
  readonly from: string
  readonly to: string
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

const blank = {
  syncToken: null,
  qboUpdatedAt: null,
  dueDate: null,
  openMinor: null,
  homeOpenMinor: null,
  active: null
} as const

/** An empty cell is nothing. */
const cell = (text: string): string => (text === "" ? "0" : text)

const lineDraft = (
  row: LedgerTransaction,
  key: string,
  accountId: string | null,
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
    ...blank,
    entityType: "GeneralLedgerLine",
    qboId,
    txnDate: row.date === "" ? null : row.date,
    partyId: idOf(row.nameId),
    accountId,
    currency,
    amountMinor,
    homeAmountMinor: amountMinor,
    facts: {
      accountKey: key,
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
 * A general ledger report as records: one balance per account and day of the report's
 * end, and one record per line. A line is named by account, transaction and its place
 * among the lines of that transaction there, because reports give lines no id.
 */
export const generalLedgerDrafts = Effect.fn("generalLedgerDrafts")(function* (
  tree: ReportTree,
  period: ReportPeriod,
  currency: Currency
) {
  const drafts: Array<DraftRecord> = []
  const met = new Map<string, number>()
  let position = 0
  for (const account of generalLedger(tree)) {
    const key = yield* keyOf(account)
    const stated = statedAmounts()
    const beginningMinor = stated.read("beginning", cell(account.beginning ?? ""), currency)
    const endingMinor = stated.read("amount", cell(account.ending), currency)
    const raw = JSON.stringify({ path: account.path, beginning: account.beginning, ending: account.ending, ...period })
    drafts.push({
      ...blank,
      entityType: "GeneralLedgerAccount",
      qboId: `${key}@${period.to}`,
      txnDate: period.to,
      partyId: null,
      accountId: idOf(account.id),
      currency,
      amountMinor: endingMinor,
      homeAmountMinor: endingMinor,
      facts: {
        accountKey: key,
        position: position++,
        ...(beginningMinor === null ? {} : { beginningMinor }),
        ...stated.facts()
      },
      label: { name: account.path.join(":") },
      raw,
      identity: raw
    })
    for (const row of account.transactions) {
      const stem = `${key}/${row.type.replaceAll(/\s/g, "")}/${idOf(row.txnId) ?? `on-${row.date}`}`
      const ordinal = (met.get(stem) ?? 0) + 1
      met.set(stem, ordinal)
      drafts.push(lineDraft(row, key, idOf(account.id), currency, `${stem}/${ordinal}`, ordinal))
    }
  }
  return drafts
})

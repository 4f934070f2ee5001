import { type Currency, decimalFromMinor } from "@beep/kernel/Money"
import type { DraftRecord } from "./DraftRecord.ts"
import type { LedgerPart, PartAccount, Stated } from "./ledgerPart.ts"
import { statedAmounts } from "./statedAmounts.ts"

/** The days a report says it covers; the accounts and lines of one report belong together. */
export interface ReportPeriod {
  readonly from: string
  readonly to: string
}

type CarriedAccount = Omit<PartAccount, "sum">

/** What is kept of answers for consecutive days, the earliest first: the accounts, never the lines. */
export interface CarriedLedger {
  /** In report order. */
  readonly accounts: ReadonlyArray<CarriedAccount>
  readonly lines: number
  /** An account held something before the first day. */
  readonly hasBeginning: boolean
  /** The earliest line of them all, on any day; null when there is none. */
  readonly firstLine: string | null
}

const nothing: Stated = { text: "0", minor: 0n }

const opened = ({ sum: _, ...account }: PartAccount): CarriedAccount => account

/**
 * The stated ending where the next answer goes on from the one before. Where it begins anew, the lines are added to what
 * was carried: with a fiscal year income and cost accounts begin at nothing and retained earnings take over the result,
 * without a line, and one answer for all the days would not show that either.
 */
const carriedOn = (before: CarriedAccount, next: PartAccount, currency: Currency): CarriedAccount => {
  const lines = before.lines + next.lines
  const begins = next.beginning ?? nothing
  if (begins.minor === null ? begins.text === before.ending.text : begins.minor === before.ending.minor)
    return { ...before, ending: next.ending, lines }
  const minor = before.ending.minor === null || next.sum === null ? null : before.ending.minor + next.sum
  // What cannot be kept cannot be added up: then the text is what the last answer says.
  return {
    ...before,
    ending: minor === null ? { ...next.ending, minor } : { text: decimalFromMinor(minor, currency), minor },
    lines
  }
}

/** An account that is met later stands where its own answer has it, behind the one before it there. */
const merged = (
  before: ReadonlyArray<CarriedAccount>,
  next: ReadonlyArray<PartAccount>,
  currency: Currency
): ReadonlyArray<CarriedAccount> => {
  const nextOf = new Map(next.map((account) => [account.key, account]))
  const known = new Set(before.map(({ key }) => key))
  const accounts = before.map((account) => {
    const told = nextOf.get(account.key)
    return told === undefined ? account : carriedOn(account, told, currency)
  })
  let at = 0
  for (const account of next) {
    if (known.has(account.key)) at = accounts.findIndex(({ key }) => key === account.key) + 1
    // Without a line it only tells that a year began.
    else if (account.lines > 0) {
      const fresh: CarriedAccount = { ...opened(account), beginning: null, ending: nothing, lines: 0 }
      accounts.splice(at, 0, carriedOn(fresh, account, currency))
      at += 1
    }
  }
  return accounts
}

const earliest = (part: LedgerPart, from: string, before: string | null): string | null =>
  part.lines.reduce<string | null>((first, { txnDate }) => {
    const date = txnDate ?? ""
    return date >= from && (first === null || date < first) ? date : first
  }, before)

/** Adds the answer for the days behind those that were carried; `from` is the first day of them all. */
export const carried = (
  before: CarriedLedger | undefined,
  part: LedgerPart,
  from: string,
  currency: Currency
): CarriedLedger => ({
  accounts: before === undefined ? part.accounts.map(opened) : merged(before.accounts, part.accounts, currency),
  lines: (before?.lines ?? 0) + part.lines.length,
  hasBeginning:
    before === undefined
      ? part.accounts.some(({ beginning }) => beginning !== null && beginning.minor !== 0n)
      : before.hasBeginning,
  firstLine: earliest(part, from, before?.firstLine ?? null)
})

/**
 * The first day of the books inside a ledger report: the report's own when something stood before it, else that of the
 * first line. A young company is averaged over the days it exists (runway.md 3.2), not over those that were asked for.
 */
export const firstDay = ({ firstLine, hasBeginning }: CarriedLedger, from: string): string =>
  hasBeginning ? from : (firstLine ?? from)

/** One balance per account and day of the period's end. */
export const accountDrafts = (ledger: CarriedLedger, period: ReportPeriod, currency: Currency): ReadonlyArray<DraftRecord> =>
  ledger.accounts.map(({ beginning, ending, id, key, path }, position) => {
    const stated = statedAmounts()
    const beginningMinor = stated.required("beginning", (beginning ?? nothing).minor)
    const endingMinor = stated.required("amount", ending.minor)
    const raw = JSON.stringify({ path, beginning: beginning?.text ?? null, ending: ending.text, ...period })
    return {
      entityType: "GeneralLedgerAccount",
      qboId: `${key}@${period.to}`,
      syncToken: null,
      qboUpdatedAt: null,
      txnDate: period.to,
      dueDate: null,
      partyId: null,
      accountId: id,
      currency,
      amountMinor: endingMinor,
      openMinor: null,
      homeAmountMinor: endingMinor,
      homeOpenMinor: null,
      active: null,
      facts: { accountKey: key, position, ...(beginningMinor === null ? {} : { beginningMinor }), ...stated.facts() },
      label: { name: path.join(":") },
      raw,
      identity: raw
    }
  })

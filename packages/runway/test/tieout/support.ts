import { usd } from "@beep/kernel/Money"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Result } from "effect"
import type { GlAccount } from "../../src/contract/ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { agingRows, type LaterSettlement } from "../../src/contract/tieout/agingRows.ts"
import { bankRows } from "../../src/contract/tieout/bankRows.ts"
import { tieOutOf } from "../../src/contract/tieout/tieOutOf.ts"
import type { TieOutSection } from "../../src/contract/tieout/TieOutSection.ts"
import { trialBalanceRows, type TrialBalanceBooks, type TypedAccount } from "../../src/contract/tieout/trialBalanceRows.ts"
import { theirRows } from "../../src/server/tieout/theirRows.ts"
import { asOf } from "../../src/testing/books.ts"
import { agedReport, balanceSheet, trialBalance } from "./reports.ts"

export const typed = (id: string, accountType: string, accountSubType: string | null = null): TypedAccount => ({
  qboId: QboId.make(id),
  name: `Account ${id}`,
  accountType,
  accountSubType
})

export const glAccount = (id: string, beginningMinor: bigint, rows: GlAccount["rows"] = []): GlAccount => ({
  qboId: QboId.make(id),
  name: `Account ${id}`,
  accountType: null,
  role: "not_cash",
  beginningMinor,
  // Never read: our side of the trial balance may not rest on a stated ending.
  endingMinor: 123_456_789n,
  rows
})

export interface Case {
  readonly books: LedgerSnapshot
  readonly later?: ReadonlyArray<LaterSettlement>
  readonly ledger?: Partial<TrialBalanceBooks>
  readonly reports?: Partial<Readonly<Record<TieOutSection, ReportTree>>>
}

/** Compares books with reports; a report that is not given is one with nothing in it. */
export const compared = ({ books, later = [], ledger = {}, reports = {} }: Case) => {
  const accounts = ledger.accounts ?? [typed("none", "Bank")]
  const frame = { asOf, currency: usd, accounts }
  const given: Readonly<Record<TieOutSection, ReportTree>> = {
    receivables: agedReport("customer", asOf, []),
    payables: agedReport("vendor", asOf, []),
    bank: balanceSheet(asOf, []),
    trial_balance: trialBalance(asOf, []),
    ...reports
  }
  const theirs = (section: TieOutSection) => ({ report: null, rows: theirRows(section, given[section], frame) })
  return tieOutOf(asOf, usd, {
    receivables: { ours: agingRows("receivables", books.receivables, later, asOf), theirs: theirs("receivables") },
    payables: { ours: agingRows("payables", books.payables, later, asOf), theirs: theirs("payables") },
    bank: { ours: bankRows(books.accounts), theirs: theirs("bank") },
    trial_balance: {
      ours: trialBalanceRows({
        accounts,
        ledger: [],
        ledgerFrom: asOf,
        ledgerTo: asOf,
        asOf,
        yearStart: asOf,
        ...ledger
      }),
      theirs: theirs("trial_balance")
    }
  })
}

/** Nothing of a company could be read. */
export const unread = { report: null, rows: Result.fail("quickbooks_unavailable" as const) }

import { usd } from "@beep/kernel/Money"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Result } from "effect"
import type { GlRow } from "../../src/contract/ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { agingRows, type LaterSettlement } from "../../src/contract/tieout/agingRows.ts"
import { bankRows } from "../../src/contract/tieout/bankRows.ts"
import { tieOutOf } from "../../src/contract/tieout/tieOutOf.ts"
import type { TieOutSection } from "../../src/contract/tieout/TieOutSection.ts"
import {
  type SummedAccount,
  trialBalanceRows,
  type TrialBalanceBooks,
  type TypedAccount
} from "../../src/contract/tieout/trialBalanceRows.ts"
import { theirRows } from "../../src/server/tieout/theirRows.ts"
import { asOf } from "../../src/testing/books.ts"
import { agedReport, balanceSheet, trialBalance } from "./reports.ts"

export const typed = (id: string, accountType: string, accountSubType: string | null = null): TypedAccount => ({
  qboId: QboId.make(id),
  name: `Account ${id}`,
  accountType,
  accountSubType
})

interface LedgerAccount {
  readonly qboId: QboId
  readonly beginningMinor: bigint
  readonly rows: ReadonlyArray<GlRow>
}

export const glAccount = (id: string, beginningMinor: bigint, rows: ReadonlyArray<GlRow> = []): LedgerAccount => ({
  qboId: QboId.make(id),
  beginningMinor,
  rows
})

/** As PostgreSQL adds the lines of an account up for a certificate. */
const summed =
  (from: LocalDate | null, yearStart: LocalDate | null) =>
  ({ beginningMinor, qboId, rows }: LedgerAccount): SummedAccount => {
    const spoken = rows.filter(({ date }) => date !== null && from !== null && date >= from)
    const sum = (lines: ReadonlyArray<GlRow>) => lines.reduce((total, { amountMinor }) => total + amountMinor, 0n)
    return {
      qboId,
      beginningMinor,
      lines: spoken.length,
      sumMinor: sum(spoken),
      earlierMinor: sum(spoken.filter(({ date }) => yearStart !== null && (date ?? yearStart) < yearStart))
    }
  }

export interface Case {
  readonly books: LedgerSnapshot
  readonly later?: ReadonlyArray<LaterSettlement>
  readonly ledger?: Partial<Omit<TrialBalanceBooks, "ledger">> & { readonly ledger?: ReadonlyArray<LedgerAccount> }
  readonly reports?: Partial<Readonly<Record<TieOutSection, ReportTree>>>
}

/** Compares books with reports; a report that is not given is one with nothing in it. */
export const compared = ({ books, later = [], ledger = {}, reports = {} }: Case) => {
  const accounts = ledger.accounts ?? [typed("none", "Bank")]
  const frame = { asOf, currency: usd, accounts }
  const period = { ledgerFrom: asOf, ledgerTo: asOf, asOf, yearStart: asOf, ...ledger }
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
        ...period,
        ledger: (ledger.ledger ?? []).map(summed(period.ledgerFrom, period.yearStart))
      }),
      theirs: theirs("trial_balance")
    }
  })
}

/** Nothing of a company could be read. */
export const unread = { report: null, rows: Result.fail("quickbooks_unavailable" as const) }

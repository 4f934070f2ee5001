import type { Currency } from "@beep/kernel/Money"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { OpenItem } from "../ledger/OpenItem.ts"
import { cashLines, countedLines } from "../runway/cash.ts"
import { hasPayableDocuments, hasReceivableDocuments } from "../runway/coverageRules.ts"
import type { RunwayResult } from "../runway/derive.ts"
import { type Figure, sourceRowCount } from "../runway/Figure.ts"
import { daysOverdue, isCredit, signedHome } from "../runway/openItemRows.ts"
import type { PayrollBadge } from "../runway/payrollBadge.ts"
import { runwayStatus } from "../runway/RunwayStatus.ts"
import { type CountedSum, money } from "../wire.ts"
import type { CashRole } from "../ledger/CashRole.ts"
import type { AgedMoney, AsideSum, Digest, DigestItem } from "./Digest.ts"
import { agingOf } from "./aging.ts"
import { expectedOf } from "./DigestExpected.ts"
import { figureAges } from "./FigureAge.ts"

const topCount = 3

const sumOf = (figure: Figure | null, currency: Currency): CountedSum | null =>
  figure === null ? null : { count: sourceRowCount(figure) + figure.leftOut.length, amount: money(figure.amountMinor, currency) }

const itemOf = (item: OpenItem, asOf: LocalDate): DigestItem => ({
  entityType: item.entityType,
  qboId: item.qboId,
  docNumber: item.docNumber,
  partyName: item.partyName,
  dueDate: item.dueDate,
  daysOverdue: daysOverdue(item, asOf),
  amount: money(item.openMinor, item.currency)
})

const agedMoney = (items: ReadonlyArray<OpenItem>, result: RunwayResult): ReadonlyArray<AgedMoney> =>
  agingOf(items, result.asOf).map(({ bucket, count, amountMinor }) => ({
    bucket,
    count,
    amount: money(amountMinor, result.currency)
  }))

const sideOf = (
  result: RunwayResult,
  total: Figure | null,
  overdue: Figure | null,
  documents: ReadonlyArray<OpenItem> | null,
  top: ReadonlyArray<OpenItem>
) => ({
  total: total === null ? null : money(total.amountMinor, result.currency),
  basis: total?.basis ?? null,
  overdue: sumOf(overdue, result.currency),
  credits:
    documents === null
      ? null
      : money(
          documents.filter(isCredit).reduce((sum, item) => sum + signedHome(item), 0n),
          result.currency
        ),
  aging: documents === null ? null : agedMoney(documents, result),
  top: top.slice(0, topCount).map((item) => itemOf(item, result.asOf))
})

export interface DigestSubject {
  readonly clientId: ClientId
  readonly name: string
}

/** What a digest says beside the figures, as known at the same instant. */
export interface DigestFacts extends Pick<Digest, "knownAt" | "change" | "tieOut" | "nextSync" | "activity" | "insight"> {
  readonly payroll: PayrollBadge | null
}

const aside = ({ books, currency }: RunwayResult, role: CashRole): AsideSum => {
  const lines = cashLines(books).filter((line) => line.role === role)
  const known = lines.flatMap(({ homeMinor }) => (homeMinor === null ? [] : [homeMinor]))
  return {
    count: lines.length,
    amount:
      known.length < lines.length
        ? null
        : money(
            known.reduce((sum, minor) => sum + minor, 0n),
            currency
          )
  }
}

/** Composes the digest from one derivation: no amount here is summed anywhere else. */
export const digestOf = (subject: DigestSubject, result: RunwayResult, { payroll, ...facts }: DigestFacts): Digest => {
  const { books, figures } = result
  const overdueInvoices = books.receivables.filter(
    (item) => item.entityType === "Invoice" && (daysOverdue(item, result.asOf) ?? 0) > 0
  )
  return {
    ...subject,
    asOfDate: result.asOf,
    timezone: books.zone,
    currency: result.currency,
    dataAsOf: books.syncedAt,
    runway: runwayStatus(result, payroll),
    cash: {
      total: figures.cash === null ? null : money(figures.cash.amountMinor, result.currency),
      basis: figures.cash?.basis ?? null,
      countedAccounts: countedLines(books).length,
      excluded: aside(result, "excluded"),
      restricted: aside(result, "restricted"),
      accounts: cashLines(books)
        .filter((line) => line.role === "included" || line.role === "excluded" || line.role === "restricted")
        .map((line) => ({
          qboId: line.qboId,
          name: line.name,
          role: line.role,
          balanceDate: line.balanceDate,
          balance: line.homeMinor === null ? null : money(line.homeMinor, result.currency)
        }))
    },
    bills: {
      ...sideOf(
        result,
        figures.payables,
        figures.bills_overdue,
        hasPayableDocuments(books) ? books.payables : null,
        books.payables.filter((item) => item.entityType === "Bill")
      ),
      due7: sumOf(figures.bills_due_7, result.currency),
      due30: sumOf(figures.bills_due_30, result.currency)
    },
    invoices: {
      ...sideOf(
        result,
        figures.receivables,
        figures.invoices_overdue,
        hasReceivableDocuments(books) ? books.receivables : null,
        overdueInvoices
      ),
      notDue: sumOf(figures.invoices_not_due, result.currency)
    },
    ages: figureAges(result),
    missing: result.missing,
    rejected: result.rejected,
    expectedItems: expectedOf(result),
    ...facts
  }
}

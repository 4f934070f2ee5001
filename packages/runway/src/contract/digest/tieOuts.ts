import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RunwayResult } from "../runway/derive.ts"
import type { Figure, FigureId, SumFigureId } from "../runway/Figure.ts"
import { hasInput } from "../runway/coverageRules.ts"
import { money } from "../wire.ts"
import type { TieOut } from "./Derivation.ts"

interface Stated {
  readonly against: TieOut["against"]
  readonly label: string
  readonly amountMinor: bigint
}

const partySum = (books: LedgerSnapshot, entityType: "Customer" | "Vendor"): bigint =>
  books.partyBalances.filter((party) => party.entityType === entityType).reduce((sum, party) => sum + party.balanceMinor, 0n)

/** Control accounts of the general ledger: by type where it is known, else by the name QuickBooks gives them. */
const control = (books: LedgerSnapshot, type: string, name: RegExp): ReadonlyArray<Stated> =>
  books.glAccounts
    .filter((account) => (account.accountType === null ? name.test(account.name) : account.accountType === type))
    .flatMap(({ endingMinor, name: label }) =>
      endingMinor === null ? [] : [{ against: "general_ledger", label, amountMinor: endingMinor }]
    )

const statedFor = (books: LedgerSnapshot, figure: Figure): ReadonlyArray<Stated> => {
  if (figure.id === "cash") {
    return books.reportCashMinor === null
      ? []
      : [{ against: "balance_report", label: "Balance sheet", amountMinor: books.reportCashMinor }]
  }
  if (figure.id === "receivables") {
    const parties: ReadonlyArray<Stated> =
      figure.basis === "documents" && hasInput(books, "customers")
        ? [{ against: "customer_balances", label: "Customers", amountMinor: partySum(books, "Customer") }]
        : []
    return [...parties, ...control(books, "Accounts Receivable", /^Accounts Receivable/i)]
  }
  if (figure.id === "payables") {
    const parties: ReadonlyArray<Stated> =
      figure.basis === "documents" && hasInput(books, "vendors")
        ? [{ against: "vendor_balances", label: "Vendors", amountMinor: partySum(books, "Vendor") }]
        : []
    return [...parties, ...control(books, "Accounts Payable", /^Accounts Payable/i)]
  }
  return []
}

/** What QuickBooks itself states for the same totals, with the difference: nothing here enters a figure. */
export const tieOuts = (result: RunwayResult, id: FigureId): ReadonlyArray<TieOut> => {
  const ids: ReadonlyArray<SumFigureId> = id === "runway" ? ["cash", "receivables", "payables"] : [id]
  return ids.flatMap((figureId) => {
    const figure = result.figures[figureId]
    if (figure === null) return []
    return statedFor(result.books, figure).map(({ against, label, amountMinor }) => ({
      against,
      label,
      amount: money(amountMinor, result.currency),
      difference: money(figure.amountMinor - amountMinor, result.currency)
    }))
  })
}

import type { LocalDate } from "@beep/kernel/LocalDate"
import { type Currency, minorFromDecimal } from "@beep/kernel/Money"
import { agedRows } from "@beep/quickbooks/contract/report/AgedSummary"
import { accountLines } from "@beep/quickbooks/contract/report/BalanceSheet"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { trialBalanceLines } from "@beep/quickbooks/contract/report/TrialBalance"
import { Option, Result, Schema } from "effect"
import { QboId } from "../../contract/ledger/QboId.ts"
import type { TieOutEntity, TieOutRow } from "../../contract/tieout/TieOutRow.ts"
import type { NotComparedReason, TieOutSection } from "../../contract/tieout/TieOutSection.ts"
import type { TypedAccount } from "../../contract/tieout/trialBalanceRows.ts"

type Rows = Result.Result<ReadonlyArray<TieOutRow>, NotComparedReason>

export interface ReportFrame {
  readonly asOf: LocalDate
  readonly currency: Currency
  /** Reports leave out the id of some accounts: it is found by the full name, where one account alone has it. */
  readonly accounts: ReadonlyArray<TypedAccount>
}

const decodeId = Schema.decodeUnknownOption(QboId)
const idOf = (id: string | null): QboId | null => Option.getOrNull(decodeId(id))

/** The day an ageing report says it is for stands in its options, else it is its period's end. */
export const dayOf = (tree: ReportTree): string | null =>
  tree.Header.Option?.find((option) => option.Name === "report_date")?.Value ?? tree.Header.EndPeriod ?? null

/** Null when the report is of the day, the basis and the currency it is compared in. */
const unfit = (tree: ReportTree, { asOf, currency }: ReportFrame): NotComparedReason | null => {
  if (dayOf(tree) !== asOf) return "report_of_another_day"
  if ((tree.Header.ReportBasis ?? "Accrual") !== "Accrual") return "report_on_cash_basis"
  return (tree.Header.Currency ?? currency) === currency ? null : "report_in_other_currency"
}

interface Stated {
  readonly id: string | null
  readonly name: string
  readonly amounts: ReadonlyArray<string>
}

/** An empty cell is nothing; a cell that is no amount makes the whole report unusable. */
const rowsOf = (entityType: TieOutEntity, stated: ReadonlyArray<Stated>, currency: Currency): Rows => {
  const rows: Array<TieOutRow> = []
  for (const { amounts, id, name } of stated) {
    const minor = amounts.map((text) => (text === "" ? 0n : minorFromDecimal(text, currency)))
    const known = minor.filter((amount) => amount !== undefined)
    if (known.length < minor.length) return Result.fail("unreadable_amount")
    rows.push({ entityType, qboId: idOf(id), name, amounts: known })
  }
  return Result.succeed(rows)
}

const named = (accounts: ReadonlyArray<TypedAccount>) => {
  const byName = Map.groupBy(accounts, (account) => account.name)
  return (id: string | null, name: string): string | null => {
    if (id !== null) return id
    const found = byName.get(name) ?? []
    return found.length === 1 ? (found[0]?.qboId ?? null) : null
  }
}

const aged = (tree: ReportTree, entityType: "Customer" | "Vendor", { currency }: ReportFrame): Rows => {
  const stated = agedRows(tree)
  if (stated === undefined) return Result.fail("unreadable_answer")
  const rows = rowsOf(
    entityType,
    stated.map(({ buckets, id, name }) => ({ id, name, amounts: buckets })),
    currency
  )
  if (Result.isFailure(rows)) return rows
  // A line whose buckets are not its total was read wrongly, or has a column we do not know.
  const adds = rows.success.every(
    (row, at) => row.amounts.reduce((sum, amount) => sum + amount, 0n) === minorFromDecimal(stated[at]?.total ?? "", currency)
  )
  return adds ? rows : Result.fail("unreadable_answer")
}

const bank = (tree: ReportTree, { accounts, currency }: ReportFrame): Rows => {
  const idFor = named(accounts)
  return rowsOf(
    "Account",
    accountLines(tree).flatMap((line) =>
      line.groups.includes("BankAccounts")
        ? [{ id: idFor(line.accountId, line.name), name: line.name, amounts: [line.amount] }]
        : []
    ),
    currency
  )
}

const trialBalance = (tree: ReportTree, { accounts, currency }: ReportFrame): Rows => {
  const idFor = named(accounts)
  const lines = trialBalanceLines(tree)
  const rows = rowsOf(
    "Account",
    lines.map((line) => ({ id: idFor(line.accountId, line.name), name: line.name, amounts: [line.debit, line.credit] })),
    currency
  )
  return Result.map(rows, (found) => found.map((row) => ({ ...row, amounts: [(row.amounts[0] ?? 0n) - (row.amounts[1] ?? 0n)] })))
}

/** QuickBooks' side of a section, as debits where accounts are compared; why it cannot be used otherwise. */
export const theirRows = (section: TieOutSection, tree: ReportTree, frame: ReportFrame): Rows => {
  const reason = unfit(tree, frame)
  if (reason !== null) return Result.fail(reason)
  switch (section) {
    case "receivables":
      return aged(tree, "Customer", frame)
    case "payables":
      return aged(tree, "Vendor", frame)
    case "bank":
      return bank(tree, frame)
    case "trial_balance":
      return trialBalance(tree, frame)
  }
}

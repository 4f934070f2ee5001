import { Result } from "effect"
import type { CashAccount } from "../ledger/CashAccount.ts"
import type { TieOutRow } from "./TieOutRow.ts"
import type { NotComparedReason } from "./TieOutSection.ts"

/**
 * Our side of the bank accounts: the balances the digest shows, counted or not, in home
 * currency. They rest on the list of accounts and on the general ledger; one that only a
 * balance sheet gave us would be compared with itself, so then there is nothing to compare.
 */
export const bankRows = (accounts: ReadonlyArray<CashAccount>): Result.Result<ReadonlyArray<TieOutRow>, NotComparedReason> => {
  const banks = accounts.filter((account) => account.role !== "credit")
  if (banks.some((account) => account.homeMinor === null && account.balanceMinor !== 0n))
    return Result.fail("exchange_rate_missing")
  if (banks.some((account) => account.balanceSource === "report" && account.homeMinor !== 0n))
    return Result.fail("only_report_known")
  return Result.succeed(
    banks.map((account) => ({
      entityType: "Account",
      qboId: account.qboId,
      name: account.name,
      amounts: [account.homeMinor ?? 0n]
    }))
  )
}

import type { Books } from "../../ledger/Books.ts"
import { balanceAt, type Ledger, ledgerOf } from "../../ledger/Ledger.ts"
import type { BankSpec } from "./Blueprint.ts"
import type { Keeper } from "./Keeper.ts"
import { cashLasting, meansOf } from "./means.ts"
import { ownersMoney } from "./ownersMoney.ts"

const totalFor = ({ blueprint }: Keeper, ledger: Ledger): bigint => {
  const { aim, banks, profile, scale } = blueprint
  switch (aim.kind) {
    case "reference":
      return BigInt(banks.reduce((sum, bank) => sum + (bank.parts ?? 0), 0) * 1000 * scale)
    case "cash":
      return BigInt(Math.round((profile.revenue * scale * aim.percent) / 100))
    case "days": {
      const needed = BigInt(Math.round(cashLasting(meansOf(ledger), aim.days + 0.5)))
      // Where more is owed to the company than it needs, it lasts longer than it was to; it never opens without cash.
      const least = BigInt(profile.revenue * scale) / 50n
      return needed > least ? needed : least
    }
  }
}

/** Cash the company has in accounts that no share is set for: one in another currency. */
const beside = ({ blueprint, builder }: Keeper, ledger: Ledger): bigint =>
  ledger.books.accounts
    .filter(({ active, name, type }) => type === "Bank" && active && blueprint.banks.every((bank) => bank.name !== name))
    .reduce((sum, account) => sum + balanceAt(ledger, account.id, builder.asOf), 0n)

/** Each account's share; what does not divide, and all of a shortfall, stays with the first. */
const shares = (banks: ReadonlyArray<BankSpec>, total: bigint): ReadonlyArray<bigint> => {
  const parts = BigInt(banks.reduce((sum, bank) => sum + (bank.parts ?? 0), 0))
  const others = banks.slice(1).map((bank) => (total <= 0n || parts === 0n ? 0n : (total * BigInt(bank.parts ?? 0)) / parts))
  return [total - others.reduce((sum, share) => sum + share, 0n), ...others]
}

/** Opening entries that leave every bank account with what the company is to have on the as-of date. */
export const openBanks = (keeper: Keeper, soFar: Books): void => {
  const { blueprint, builder } = keeper
  const ledger = ledgerOf(soFar)
  const { banks } = blueprint
  const share = shares(banks, totalFor(keeper, ledger) - beside(keeper, ledger))
  banks.forEach((bank, at) => {
    const accountId = builder.account(bank.name)
    const wanted = bank.trust === undefined ? (share[at] ?? 0n) : BigInt(bank.trust * blueprint.scale)
    const balance = wanted - balanceAt(ledger, accountId, builder.asOf)
    const amount = at === 0 ? balance + ownersMoney(keeper, ledger, accountId, balance) : balance
    if (amount === 0n) return
    const against = bank.trust === undefined ? "Opening Balance Equity" : "Client Trust Liability"
    builder.add({
      type: "JournalEntry",
      date: builder.startedOn,
      docNumber: "OPEN",
      memo: "Opening balance",
      lines: [
        { accountId, amount, memo: "Opening balance" },
        { accountId: builder.account(against), amount: -amount, memo: "Opening balance" }
      ]
    })
  })
}

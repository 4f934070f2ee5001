import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { keptCompanies } from "../../src/companies/fifty/fiftyCompanies.ts"
import type { Books } from "../../src/ledger/Books.ts"
import { ledgerOf } from "../../src/ledger/Ledger.ts"
import type { Transaction } from "../../src/ledger/Transaction.ts"
import { agrees } from "../agreement.ts"
import { asOf } from "../support.ts"

const kept = keptCompanies({ seed: 1, asOf })

/** Ids a document points at, by what they should be. */
const references = (one: Transaction) => ({
  accounts: [
    ...("accountId" in one ? [one.accountId] : []),
    ...("lines" in one ? one.lines.map(({ accountId }) => accountId) : []),
    ...(one.type === "Transfer" ? [one.fromAccountId, one.toAccountId] : [])
  ],
  vendors: "vendorId" in one && one.vendorId !== null ? [one.vendorId] : [],
  customers: "customerId" in one && one.customerId !== null ? [one.customerId] : [],
  terms: "termId" in one && one.termId !== null ? [one.termId] : [],
  documents: "applied" in one ? one.applied.map(({ id, type }) => `${type}/${id}`) : []
})

const missing = (books: Books): ReadonlyArray<string> => {
  const ids = (list: ReadonlyArray<{ readonly id: string }>) => new Set(list.map(({ id }) => id))
  const known = {
    accounts: ids(books.accounts),
    vendors: ids(books.vendors),
    customers: ids(books.customers),
    terms: ids(books.terms),
    documents: new Set(books.transactions.map(({ id, type }) => `${type}/${id}`))
  }
  return books.transactions.flatMap((one) => {
    const named = references(one)
    return (["accounts", "vendors", "customers", "terms", "documents"] as const).flatMap((kind) =>
      named[kind].filter((id) => !known[kind].has(id)).map((id) => `${one.type} ${one.id} names ${kind} ${id}`)
    )
  })
}

describe("the books of the fifty", () => {
  it("number their documents once and name nothing that is not there", () => {
    for (const { books, carries } of kept) {
      const lost = missing(books)
      // Two references lead nowhere on purpose: that is HYG-05.
      assert.strictEqual(lost.length, carries.includes("HYG-05") ? 2 : 0, `${books.name}: ${lost.join(", ")}`)
      assert.strictEqual(new Set(books.transactions.map(({ id }) => id)).size, books.transactions.length, books.name)
    }
  })

  it("balance where an amount is beyond what can be read, and no reader takes it for another", () => {
    const [beyond, ...others] = kept.filter(({ carries }) => carries.includes("beyond_range"))
    if (beyond === undefined) return assert.fail("no company")
    assert.deepStrictEqual(others, [])
    const ledger = ledgerOf(beyond.books)
    assert.strictEqual(
      ledger.rows.reduce((sum, { amount }) => sum + amount, 0n),
      0n
    )
    const bills = ledgerSource(beyond.books).rows("Bill") ?? []
    const unreadable = bills.filter(({ fields }) => minorFromDecimal(String(fields["TotalAmt"]), usd) === undefined)
    assert.strictEqual(unreadable.length, 1)
  })

  for (const { books } of kept.filter(({ carries }) => !carries.includes("beyond_range"))) {
    it.effect(`balance, and reports agree with entities: ${books.name}`, () => agrees(books), 60_000)
  }
})

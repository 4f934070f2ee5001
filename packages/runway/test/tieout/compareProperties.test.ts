import { addDays, daysBetween } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import type { OpenItem } from "../../src/contract/ledger/OpenItem.ts"
import { account, asOf, books, payable, receivable } from "../../src/testing/books.ts"
import { agedReport, type AgedLine, balanceSheet } from "./reports.ts"
import { type Case, compared } from "./support.ts"

const int = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))
const list = <S extends Schema.Constraint>(item: S) => Schema.Array(item).check(Schema.isMaxLength(12))
const document = <const Type extends ReadonlyArray<string>>(types: Type) =>
  Schema.Struct({
    type: Schema.Literals(types),
    open: int(1, 90_000),
    party: int(1, 4),
    due: Schema.NullOr(int(-40, 130))
  })

const RandomBooks = Schema.Struct({
  receivables: list(document(["Invoice", "CreditMemo", "Payment", "JournalEntry"])).check(Schema.isMinLength(1)),
  payables: list(document(["Bill", "VendorCredit", "JournalEntry"])).check(Schema.isMinLength(1)),
  banks: list(int(-90_000, 900_000))
})

const booksOf = (raw: typeof RandomBooks.Type) =>
  books({
    receivables: raw.receivables.map(({ due, open, party, type }, at) =>
      receivable(type, `r${at}`, BigInt(open), { party: `c${party}`, due: due === null ? null : addDays(asOf, -due) })
    ),
    payables: raw.payables.map(({ due, open, party, type }, at) =>
      payable(type, `p${at}`, BigInt(open), { party: `v${party}`, due: due === null ? null : addDays(asOf, -due) })
    ),
    accounts: raw.banks.map((balance, at) => account(`b${at}`, BigInt(balance)))
  })

/** Written down again from the rule, by upper limits rather than by names. */
const limits = [0, 30, 60, 90, Number.POSITIVE_INFINITY]

/** Raises what the party owes or is owed; an entry says so by its own sign. */
const isOwed = (type: OpenItem["entityType"]): boolean => ["Invoice", "Bill", "JournalEntry"].includes(type)

const linesOf = (items: ReadonlyArray<OpenItem>): ReadonlyArray<AgedLine> => {
  const lines = new Map<string, Array<bigint>>()
  for (const item of items) {
    const amounts = lines.get(item.partyQboId) ?? [0n, 0n, 0n, 0n, 0n]
    lines.set(item.partyQboId, amounts)
    const age = daysBetween(item.dueDate ?? item.txnDate, asOf)
    const bucket = limits.findIndex((limit) => age <= limit)
    const owed = isOwed(item.entityType)
    amounts[bucket] = (amounts[bucket] ?? 0n) + (owed ? item.openMinor : -item.openMinor)
  }
  return [...lines].map(([id, amounts]) => ({ id, name: `Party ${id}`, amounts }))
}

const reportsOf = (of: ReturnType<typeof books>): NonNullable<Case["reports"]> => ({
  receivables: agedReport("customer", asOf, linesOf(of.receivables)),
  payables: agedReport("vendor", asOf, linesOf(of.payables)),
  bank: balanceSheet(
    asOf,
    of.accounts.map(({ balanceMinor, name, qboId }) => ({ id: qboId, name, amount: balanceMinor }))
  )
})

describe("random books", () => {
  it.prop("agree with reports made from themselves", [RandomBooks], ([raw]) => {
    const held = booksOf(raw)
    const { result } = compared({ books: held, reports: reportsOf(held) })
    assert.strictEqual(result.outcome, "ties_out")
    assert.strictEqual(result.differing, 0)
  })

  it.prop(
    "differ in exactly the customer or vendor whose one document changed, by exactly the change",
    [RandomBooks, int(0, 1_000), int(1, 500)],
    ([raw, which, by]) => {
      const held = booksOf(raw)
      const reports = reportsOf(held)
      const change = BigInt(by)
      const count = held.receivables.length + held.payables.length
      const at = which % count
      const changed = <Item extends OpenItem>(item: Item, index: number): Item =>
        index === at ? { ...item, openMinor: item.openMinor + change, homeOpenMinor: (item.homeOpenMinor ?? 0n) + change } : item
      const touched = [...held.receivables, ...held.payables][at]
      const { names, result } = compared({
        books: {
          ...held,
          receivables: held.receivables.map((item, index) => changed(item, index)),
          payables: held.payables.map((item, index) => changed(item, index + held.receivables.length))
        },
        reports
      })
      assert.strictEqual(result.outcome, "differs")
      assert.strictEqual(result.differing, 1)
      const [entity, ...others] = result.sections.flatMap((section) => section.entities)
      assert.deepStrictEqual(others, [])
      assert.strictEqual(entity?.qboId, touched?.partyQboId)
      const owed = touched !== undefined && isOwed(touched.entityType)
      assert.strictEqual((entity?.oursMinor ?? 0n) - (entity?.theirsMinor ?? 0n), owed ? change : -change)
      assert.deepStrictEqual(names, [touched?.partyName ?? "nobody"])
    }
  )
})

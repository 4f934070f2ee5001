import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import type { HygieneBooks } from "../../../src/contract/hygiene/HygieneBooks.ts"
import { scoreBase } from "../../../src/contract/hygiene/scoreBase.ts"
import type { CashAccount } from "../../../src/contract/ledger/CashAccount.ts"
import { account, books, readAt } from "../../../src/testing/books.ts"
import { bill, day, document, hygiene, invoice, paid, party } from "../../../src/testing/hygieneBooks.ts"

/** A sample of these records and of nobody else: no party is on file. */
const alone = (parts: Partial<HygieneBooks>) => scoreBase(hygiene({ parties: [], ...parts }))

const present = (parts: Partial<HygieneBooks>) => {
  const { presentSixtieths, withFields } = alone(parts)
  return [withFields, presentSixtieths]
}

const accounts = (...of: ReadonlyArray<CashAccount>) => ({ snapshot: books({ accounts: of }) })

describe("the required fields of runway.md 4.3, in sixtieths of a record", () => {
  it.each([
    ["a bill that has them all", bill("1"), 60],
    ["a bill without a vendor", bill("1", { party: null }), 48],
    ["a bill without an amount", bill("1", { totalMinor: null, openMinor: 1n }), 48],
    ["a bill without a due date or terms", bill("1", { dueIn: null }), 48],
    ["a bill with terms that say no day", bill("1", { dueIn: null, hasTerms: true }), 60],
    ["a bill with a date and a currency alone", bill("1", { party: null, totalMinor: null, openMinor: 1n, dueIn: null }), 24],
    ["an invoice that has them all", invoice("1"), 60],
    ["an invoice without a customer", invoice("1", { party: null }), 45],
    ["an invoice without an amount", invoice("1", { totalMinor: null, openMinor: 1n }), 45],
    ["an invoice without a due date", invoice("1", { dueIn: null }), 45],
    ["an invoice whose terms say its day", invoice("1", { dueIn: null, due: day(3) }), 60],
    ["an invoice with a day of its own and no terms", invoice("1", { due: null }), 60]
  ])("of %s", (_what, one, sixtieths) => {
    assert.deepStrictEqual(present({ documents: [one] }), [1, sixtieths])
  })

  it.each(["Payment", "BillPayment", "SalesReceipt", "Deposit"] as const)("are asked of no %s", (type) => {
    assert.deepStrictEqual(present({ documents: [paid(type, "1")] }), [0, 0])
  })

  it.each([
    ["a vendor that has them all", party("Vendor", "1"), 60],
    ["a vendor without a name", party("Vendor", "1", { name: "" }), 40],
    ["a vendor without terms", party("Vendor", "1", { termId: null }), 40],
    ["a vendor reached by telephone", party("Vendor", "1", { contact: { email: false, phone: true } }), 60],
    ["a vendor reached by mail", party("Vendor", "1", { contact: { email: true, phone: false } }), 60],
    ["a vendor nobody can reach", party("Vendor", "1", { contact: { email: false, phone: false } }), 40],
    ["a vendor of whom nobody can tell", party("Vendor", "1", { contact: null, termId: null }), 30],
    ["a customer that has them all", party("Customer", "1"), 60],
    ["a customer without a name", party("Customer", "1", { name: "" }), 30],
    ["a customer without an address", party("Customer", "1", { contact: { email: false, phone: true } }), 30],
    ["a customer of whom nobody can tell", party("Customer", "1", { contact: null }), 60]
  ])("of %s", (_what, one, sixtieths) => {
    // The document is complete: what is left of the sum is the party's.
    const documents = [one.kind === "Vendor" ? bill("1") : invoice("1")]
    assert.deepStrictEqual(present({ documents, parties: [one] }), [2, 60 + sixtieths])
  })

  it("of a bank account are that somebody decided on it", () => {
    const decidedAccounts = new Set(["35"])
    assert.deepStrictEqual(present({ ...accounts(account("35", 1n), account("36", 1n)), decidedAccounts }), [2, 60])
  })
})

describe("the sample of runway.md 4.3", () => {
  const size = (parts: Partial<HygieneBooks>) => alone(parts).sampleSize

  it("is documents that are open or at most 90 days old", () => {
    const old = { written: -91, openMinor: 0n }
    assert.strictEqual(size({ documents: [bill("1", { written: -400 })] }), 1, "open")
    assert.strictEqual(size({ documents: [bill("1", { ...old, written: -90 })] }), 1, "recent")
    assert.strictEqual(
      size({ documents: [bill("1", old), bill("2", { voided: true }), bill("3", { ...old, openMinor: null })] }),
      0
    )
    assert.strictEqual(size({ documents: [bill("1"), invoice("1"), bill("1")] }), 2, "each once")
  })

  it.each([
    ["Vendor", bill("1"), true],
    ["Vendor", document("VendorCredit", "1"), true],
    ["Vendor", paid("BillPayment", "1"), true],
    ["Customer", bill("1"), false],
    ["Customer", invoice("1"), true],
    ["Customer", document("CreditMemo", "1"), true],
    ["Customer", paid("Payment", "1"), true],
    ["Customer", paid("SalesReceipt", "1"), true],
    ["Vendor", invoice("1"), false],
    ["Vendor", paid("Deposit", "1"), false],
    ["Customer", paid("Deposit", "1"), false]
  ] as const)("has a %s of its documents", (kind, one, isIn) => {
    assert.strictEqual(size({ documents: [one], parties: [party(kind, "1"), party(kind, "2")] }), isIn ? 2 : 1)
  })

  it("has inactive parties and no deleted ones, and nobody for a document that names nobody", () => {
    const of = (parties: HygieneBooks["parties"], documents = [bill("1")]) => size({ documents, parties })
    assert.strictEqual(of([party("Vendor", "1", { state: "inactive" })]), 2)
    assert.strictEqual(of([party("Vendor", "1", { state: "deleted" })]), 1)
    assert.strictEqual(of([party("Vendor", "null")], [bill("1", { party: null })]), 1)
  })

  it("has active bank accounts, and no cards or accounts that hold no cash", () => {
    const of = (...all: ReadonlyArray<CashAccount>) => size(accounts(...all))
    assert.strictEqual(of(account("1", 1n), account("2", 1n, { role: "restricted" })), 2)
    assert.strictEqual(of(account("1", 1n, { active: false })), 0)
    assert.strictEqual(of(account("1", 1n, { role: "credit" }), account("2", 1n, { role: "not_cash" })), 0)
  })
})

describe("records of the sample that do not decode fully", () => {
  const invalid = (parts: Partial<HygieneBooks>) => alone(parts).invalid

  it("are those a problem names, each once, and nobody else's", () => {
    const documents = [bill("1"), bill("2")]
    const problem = (entityType: string, qboId: string) => ({ entityType, qboId })
    const of = (...problems: HygieneBooks["problems"]) =>
      invalid({ documents, parties: [party("Vendor", "1")], ...accounts(account("35", 1n)), problems })
    assert.strictEqual(of(problem("Bill", "1"), problem("Bill", "1")), 1)
    assert.strictEqual(of(problem("Bill", "1"), problem("Vendor", "1"), problem("Account", "35")), 3)
    assert.strictEqual(of(problem("Bill", "9"), problem("Invoice", "1"), problem("Customer", "1"), problem("Account", "1")), 0)
  })

  it("are bills and invoices whose total is none, and no other documents", () => {
    assert.strictEqual(invalid({ documents: [bill("1", { totalMinor: 1n }), invoice("1", { totalMinor: 1n })] }), 0)
    for (const totalMinor of [0n, -1n, null]) {
      const zero = { totalMinor, openMinor: 1n }
      assert.strictEqual(invalid({ documents: [bill("1", zero), invoice("1", zero)] }), 2, String(totalMinor))
      assert.strictEqual(invalid({ documents: [paid("Payment", "1", { totalMinor }), paid("Deposit", "1", { totalMinor })] }), 0)
    }
    const zero = bill("1", { totalMinor: 0n })
    assert.strictEqual(invalid({ documents: [zero], problems: [{ entityType: "Bill", qboId: "1" }] }), 1, "once")
  })
})

describe("the age of the books", () => {
  it("is what lies between the last good sync and the scan, and none without one", () => {
    const of = (syncedAt: DateTime.Utc | null) => alone({ snapshot: books({ syncedAt }), now: readAt }).ageMillis
    assert.strictEqual(of(DateTime.subtract(readAt, { hours: 3 })), 3 * 3_600_000)
    assert.strictEqual(of(readAt), 0)
    assert.isNull(of(null))
  })
})

import { addDays } from "@beep/kernel/LocalDate"
import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Schema } from "effect"
import { drawOf } from "../src/companies/Draw.ts"
import { fiftyCompanies } from "../src/companies/fifty/fiftyCompanies.ts"
import { demoCompanies } from "../src/companies/generate.ts"
import type { Books } from "../src/ledger/Books.ts"
import { ledgerOf } from "../src/ledger/Ledger.ts"
import { remaining } from "../src/ledger/openDocuments.ts"
import { applyOrder } from "../src/store/applyOrder.ts"
import type { ChangeOrder } from "../src/store/ChangeOrder.ts"
import { type CompanyState, openState } from "../src/store/CompanyState.ts"
import { type CompanyView, type DocumentRows, viewOf } from "../src/store/CompanyView.ts"
import { Draft } from "../src/store/Draft.ts"
import { sourceAgrees } from "./agreement.ts"
import { asOf } from "./support.ts"

const openedAt = Date.parse("2026-03-17T20:00:00Z")

const Seed = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 999_999 }))
const kinds = 18
const rounds = 2

/** An order that makes sense for the books as they are; two numbers choose what it is about. */
const chosen = (books: Books, kind: number, pick: number, size: number): ChangeOrder => {
  const ledger = ledgerOf(books)
  const one = <A>(list: ReadonlyArray<A>): A => {
    const found = list[pick % list.length]
    if (found === undefined) throw new Error("nothing to choose from")
    return found
  }
  const amount = `${size}.25`
  const date = addDays(books.asOf, (pick % 120) - 90)
  const document = one(books.transactions)
  const { id } = document
  const vendorId = one(books.vendors).id
  const customerId = one(books.customers).id
  const bill = one(books.transactions.flatMap((each) => (each.type === "Bill" && remaining(ledger, each) >= 500n ? [each] : [])))
  const invoice = one(
    books.transactions.flatMap((each) => (each.type === "Invoice" && remaining(ledger, each) >= 500n ? [each] : []))
  )
  const unapplied = books.transactions.flatMap((each) =>
    each.type === "Payment" && remaining(ledger, each) >= 500n ? [each] : []
  )[0]
  const theirs = books.transactions.find(
    (each) => each.type === "Invoice" && each.customerId === unapplied?.customerId && remaining(ledger, each) >= 500n
  )
  const [debitAccountId = "", creditAccountId = ""] = books.accounts.map((account) => account.id)
  const orders: ReadonlyArray<ChangeOrder> = [
    { order: "create", document: { entity: "Bill", vendorId, amount, date } },
    { order: "create", document: { entity: "Invoice", customerId, amount, date, dueDate: addDays(date, 30) } },
    {
      order: "create",
      document: {
        entity: "Payment",
        customerId: invoice.customerId,
        amount: "8.00",
        applied: [{ id: invoice.id, amount: "5.00" }]
      }
    },
    {
      order: "create",
      document: { entity: "BillPayment", vendorId: bill.vendorId, date, applied: [{ id: bill.id, amount: "5.00" }] }
    },
    { order: "create", document: { entity: "Purchase", amount, date } },
    { order: "create", document: { entity: "Deposit", amount, date } },
    { order: "create", document: { entity: "JournalEntry", amount, debitAccountId, creditAccountId } },
    { order: "create", document: { entity: "Vendor", name: `New ${size}` } },
    { order: "editAmount", id, amount },
    { order: "editDate", id, date },
    { order: "editDueDate", id, dueDate: size % 2 === 0 ? null : date },
    { order: "void", id },
    { order: "delete", id },
    { order: "merge", entity: "Vendor", sourceId: vendorId, targetId: books.vendors[0]?.id ?? "" },
    { order: "applyPayment", paymentId: unapplied?.id ?? "", invoiceId: theirs?.id ?? "", amount: "1.00" },
    { order: "rename", entity: "Customer", id: customerId, name: `Renamed ${size}` },
    { order: "deactivate", entity: "Vendor", id: vendorId }
  ]
  return orders[kind] ?? { order: "touch", entity: "Bill", limit: 3 }
}

const applied = (state: CompanyState, order: ChangeOrder, at: number) => {
  const draft = new Draft(state, at)
  return Result.map(applyOrder(draft, state, order), (ref) => ({ ref, state: draft.done(), happened: draft.happened }))
}

const rowsOf = (view: CompanyView): ReadonlyMap<string, string> =>
  new Map(
    EntityName.literals.flatMap((entity) =>
      (view.rows(entity) ?? []).map((row) => [`${entity}/${String(row.fields["Id"])}`, row.raw] as const)
    )
  )

/** Names stand in the documents of others, whose own versions do not move. */
const namesMove: ReadonlySet<string> = new Set(["rename", "merge", "deactivate"])

const changedKeys = (view: CompanyView, at: number): ReadonlySet<string> =>
  new Set(EntityName.literals.flatMap((entity) => view.changedSince(entity, at).map(({ id }) => `${entity}/${id}`)))

const company = demoCompanies({ seed: 3, asOf })[0]
const fifty = fiftyCompanies({ seed: 3, asOf })
const foreign = fifty.find(({ accounts }) => accounts.some(({ currency }) => currency !== undefined))

describe("books that change", () => {
  it.effect("value a foreign payment as it was posted while its document is dated behind it", () =>
    Effect.gen(function* () {
      if (foreign === undefined) return assert.fail("no company")
      for (const kind of ["BillPayment", "Payment"] as const) {
        const paid = foreign.transactions.flatMap((one) =>
          one.type === kind && one.foreign !== undefined && one.date <= foreign.asOf ? one.applied.map(({ id }) => id) : []
        )[0]
        if (paid === undefined) return assert.fail(`no foreign ${kind}`)
        const order: ChangeOrder = { order: "editDate", id: paid, date: addDays(foreign.asOf, 17) }
        const moved = applied(openState(foreign, openedAt), order, openedAt + 60_000)
        if (Result.isFailure(moved)) return assert.fail("the document was not moved")
        yield* sourceAgrees(moved.success.state.books, viewOf(moved.success.state, new Map()))
      }
    })
  )

  it("tell of an account in another currency that a document without a rate moved", () => {
    const bill = foreign?.transactions.find(({ foreign: of, type }) => type === "Bill" && of?.rate === null)
    if (foreign === undefined || bill?.type !== "Bill") return assert.fail("no bill without a rate")
    const now = openedAt + 60_000
    const voided = applied(openState(foreign, openedAt), { order: "void", id: bill.id }, now)
    if (Result.isFailure(voided)) return assert.fail(voided.failure.detail)
    const view = viewOf(voided.success.state, new Map())
    const moved = view.changedSince("Account", now).map(({ id }) => id)
    const abroad = new Set(foreign.accounts.flatMap(({ currency, id }) => (currency === undefined ? [] : [id])))
    assert.strictEqual(moved.length, 1)
    assert.isTrue(moved.every((id) => abroad.has(id)))
    assert.deepStrictEqual(
      view.changedSince("Vendor", now).map(({ id }) => id),
      [bill.vendorId]
    )
  })

  for (const [books, of] of [
    [company, "one currency"],
    [foreign, "several currencies"]
  ] as const) {
    it.effect.prop(
      `stay in balance, tell exactly what changed, and raise a version by one at most: ${of}`,
      [Seed],
      ([seed]) =>
        Effect.gen(function* () {
          if (books === undefined) return assert.fail("no company")
          const kept: DocumentRows = new Map()
          let state = openState(books, openedAt)
          let rows = rowsOf(viewOf(state, kept))
          let accepted = 0
          const draw = drawOf(seed, "orders")
          for (let at = 0; at < kinds * rounds; at += 1) {
            const now = openedAt + (at + 1) * 60_000
            const order = chosen(state.books, at % kinds, draw.whole(0, 9_999), draw.whole(1, 5_000))
            const result = applied(state, order, now)
            if (Result.isFailure(result)) continue
            accepted += 1
            const { happened, ref, state: next } = result.success
            const view = viewOf(next, kept)
            const after = rowsOf(view)
            const label = `after ${JSON.stringify(order)}`
            const told = changedKeys(view, now)
            const events = new Set(happened.map(({ entity, id }) => `${entity}/${id}`))
            for (const key of new Set([...rows.keys(), ...after.keys()])) {
              const differs = rows.get(key) !== after.get(key)
              if (namesMove.has(order.order)) continue
              assert.strictEqual(told.has(key), differs, `${key} ${label}`)
            }
            for (const [key, mark] of next.marks) {
              const before = state.marks.get(key)
              const raised = mark.syncToken - (before?.syncToken ?? -1)
              assert.strictEqual(raised, events.has(key) ? 1 : 0, `${key} ${label}`)
            }
            assert.isTrue(events.has(`${ref.entity}/${ref.id}`) || order.order === "deactivate")
            state = next
            rows = after
          }
          // Some are refused: a bill that is paid is not deleted, a name is taken.
          assert.isAtLeast(accepted, kinds)
          assert.deepStrictEqual([...rows], [...rowsOf(viewOf(state, new Map()))], "kept rows are those rendered afresh")
          yield* sourceAgrees(state.books, viewOf(state, kept))
        }),
      { arbitrary: { runs: 3 }, timeout: 120_000 }
    )
  }

  for (const type of ["Payment", "BillPayment"] as const) {
    it.effect(`agree between the day of a ${type} and a later day its document was given`, () =>
      Effect.gen(function* () {
        if (company === undefined) return assert.fail("no company")
        const state = openState(company, openedAt)
        const id = company.transactions.flatMap((one) =>
          one.type === type && one.date <= asOf && one.applied[0] !== undefined ? [one.applied[0].id] : []
        )[0]
        const moved = applied(state, { order: "editDate", id: id ?? "", date: addDays(asOf, 10) }, openedAt)
        if (Result.isFailure(moved)) return assert.fail(moved.failure.detail)
        yield* sourceAgrees(moved.success.state.books, viewOf(moved.success.state, new Map()))
      })
    )
  }

  it("tell of what was deleted before the store was opened, and give its number to nothing new", () => {
    const books = fifty.find(({ deleted }) => (deleted ?? []).length > 0)
    const gone = books?.deleted?.find(({ type }) => type !== "PayrollCheck")
    if (books === undefined || gone === undefined || gone.type === "PayrollCheck") return assert.fail("nothing was deleted")
    const state = openState(books, openedAt)
    const told = viewOf(state, new Map()).changedSince(gone.type, 0)
    assert.isTrue(told.some(({ id, raw }) => id === gone.id && raw.includes('"status":"Deleted"')))
    const created = applied(state, { order: "create", document: { entity: "Vendor", name: "Quite New" } }, openedAt)
    assert.isTrue(Result.isSuccess(created) && (books.deleted ?? []).every(({ id }) => id !== created.success.ref.id))
  })

  it("take no new document of a party that deals in another currency", () => {
    const vendor = foreign?.vendors.find(({ active, currency }) => active && currency !== undefined)
    const own = foreign?.vendors.find(({ active, currency }) => active && currency === undefined)
    if (foreign === undefined || vendor === undefined || own === undefined) return assert.fail("no such vendors")
    const state = openState(foreign, openedAt)
    const bill = (vendorId: string) =>
      applied(state, { order: "create", document: { entity: "Bill", vendorId, amount: "1.00" } }, openedAt)
    const merged = applied(state, { order: "merge", entity: "Vendor", sourceId: vendor.id, targetId: own.id }, openedAt)
    assert.isTrue(Result.isSuccess(bill(own.id)))
    for (const refused of [bill(vendor.id), merged])
      assert.strictEqual(Result.isFailure(refused) ? refused.failure.code : "written", "6000")
  })
})

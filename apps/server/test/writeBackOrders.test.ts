import { FixForm } from "@beep/runway/contract/writeback/WriteBack"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { dueDate, minutes, one, opened, shown, suite } from "./books/writes.ts"

const Ref = Schema.Struct({ value: Schema.String })

/** What these tests look at in a record of any kind. */
const Row = Schema.fromJsonString(
  Schema.Struct({
    Id: Schema.String,
    DocNumber: Schema.optionalKey(Schema.String),
    DisplayName: Schema.optionalKey(Schema.String),
    TxnDate: Schema.optionalKey(Schema.String),
    DueDate: Schema.optionalKey(Schema.String),
    CustomerRef: Schema.optionalKey(Ref),
    SalesTermRef: Schema.optionalKey(Ref),
    PrimaryEmailAddr: Schema.optionalKey(Schema.Struct({ Address: Schema.String }))
  })
)

const books = Effect.gen(function* () {
  const linked = yield* opened
  const rows = (entity: "Invoice" | "Bill" | "Vendor" | "Customer" | "Purchase" | "Term") =>
    Effect.flatMap(linked.books, (company) =>
      Effect.forEach(company.rows(entity) ?? [], ({ raw }) => Schema.decodeUnknownEffect(Row)(raw))
    )
  const rowOf = (entity: Parameters<typeof rows>[0], id: string) =>
    Effect.map(rows(entity), (all) => one(all.filter(({ Id }) => Id === id)))
  const form = (issueId: string) => Effect.flatMap(linked.form(issueId), ({ json }) => Schema.decodeUnknownEffect(FixForm)(json))
  return { ...linked, rows, rowOf, form, formOf: linked.form }
})

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("what members may order of QuickBooks", (it) => {
  it.effect(
    "is shown as the record stands: a document with its party's terms, a party by its name",
    () =>
      Effect.gen(function* () {
        const { form, issueOn, rows } = yield* books
        const customers = yield* rows("Customer")
        const termOf = (id: string | undefined) => customers.find(({ Id }) => Id === id)?.SalesTermRef?.value ?? null
        for (const invoice of (yield* rows("Invoice")).slice(0, 5)) {
          const { issueId } = yield* issueOn(invoice.Id, "HYG-01", "Invoice")
          const shownForm = yield* form(issueId)
          assert.deepStrictEqual(
            [shownForm.entityType, shownForm.qboId, shownForm.title],
            ["Invoice", invoice.Id, invoice.DocNumber ?? null]
          )
          assert.deepStrictEqual(
            [shownForm.txnDate, shownForm.current.dueDate ?? null, shownForm.usualTermId],
            [invoice.TxnDate ?? null, invoice.DueDate ?? null, termOf(invoice.CustomerRef?.value)]
          )
          assert.isTrue(shownForm.terms.some(({ dueDate: due }) => due !== null))
        }
        const [vendor] = yield* rows("Vendor")
        const { issueId } = yield* issueOn(vendor?.Id ?? "", "HYG-16", "Vendor")
        const ofVendor = yield* form(issueId)
        assert.deepInclude(ofVendor, { title: vendor?.DisplayName ?? null, txnDate: null, usualTermId: null, undoable: true })
        assert.isTrue(ofVendor.terms.every(({ dueDate: due }) => due === null))
        const names = ofVendor.terms.map(({ name }) => name ?? "")
        assert.deepStrictEqual(
          names,
          names.toSorted((a, b) => a.localeCompare(b))
        )
      }),
    minutes
  )

  it.effect(
    "is nothing where the issue has no such fix, is of no record that is written, or is none of this client",
    () =>
      Effect.gen(function* () {
        const { formOf, issueOn, listed, order, place, post, rows, unpaid } = yield* books
        const [bill] = unpaid
        const [purchase] = yield* rows("Purchase")
        if (bill === undefined || purchase === undefined) return assert.fail("too few records")
        const fixable = yield* issueOn(bill.id)
        const unfixable = yield* issueOn(bill.id, "HYG-13")
        const foreign = yield* issueOn(purchase.Id, "HYG-15", "Purchase")
        const unknown = yield* issueOn("0", "HYG-09")
        const nobody = { issueId: "0190a000-0000-7000-8000-00000000dead", version: 1 }
        assert.strictEqual((yield* formOf(fixable.issueId)).status, 200)
        for (const { issueId } of [unfixable, foreign, unknown, nobody]) assert.strictEqual((yield* formOf(issueId)).status, 404)
        const [term] = yield* rows("Term")
        const terms = (issue: typeof nobody, termId: string) => ({ ...issue, fix: { kind: "set_terms", termId } })
        const ask = (fix: unknown) => Effect.map(order([fix]), ({ results }) => one(results))
        const outcomes = yield* Effect.forEach(
          [
            dueDate(unfixable, "2031-01-31"),
            terms(fixable, term?.Id ?? ""),
            terms(foreign, term?.Id ?? ""),
            dueDate(unknown, "2031-01-31"),
            dueDate(nobody, "2031-01-31"),
            terms(yield* issueOn(bill.id, "HYG-01"), "0"),
            dueDate(fixable, "2031-01-31", String(bill.token + 7))
          ],
          ask
        )
        assert.deepStrictEqual(
          outcomes.map(({ outcome, write }) => (write === null ? outcome : "written")),
          ["not_possible", "not_possible", "not_possible", "not_possible", "not_found", "not_valid", "stale"]
        )
        yield* place({ order: "editAmount", id: bill.id, amount: "12.34" })
        assert.lengthOf(yield* listed, 0)
        assert.strictEqual((yield* post(`writes/${nobody.issueId}/undo`, {})).status, 404)
      }),
    minutes
  )

  it.effect(
    "sets terms with the day they say, and an address of a party, and puts them back",
    () =>
      Effect.gen(function* () {
        const { billOf, form, issueOn, order, rowOf, rows, turn, undo, unpaid } = yield* books
        const bill = one(unpaid)
        const vendor = one(yield* rows("Vendor"))
        const email = vendor.PrimaryEmailAddr?.Address ?? null
        const ofBill = yield* issueOn(bill.id, "HYG-01")
        const ofVendor = yield* issueOn(vendor.Id, "HYG-16", "Vendor")
        const { current, terms } = yield* form(ofBill.issueId)
        const term = one(terms.filter(({ dueDate: due, termId }) => due !== null && termId !== current.termId))
        const { results } = yield* order([
          { ...ofBill, fix: { kind: "set_terms", termId: term.termId } },
          { ...ofVendor, fix: { kind: "add_email", email: "books@vendor.example" } }
        ])
        assert.deepStrictEqual(
          results.map(({ outcome }) => outcome),
          ["staged", "staged"]
        )
        assert.deepStrictEqual(results[0]?.write?.after, { termId: term.termId, dueDate: term.dueDate })
        assert.strictEqual(results[0]?.write?.terms[term.termId], term.name)
        yield* turn
        assert.deepInclude(yield* billOf(bill.id), { dueDate: term.dueDate, token: bill.token + 1 })
        assert.deepStrictEqual((yield* rowOf("Bill", bill.id)).SalesTermRef, { value: term.termId })
        assert.deepStrictEqual((yield* rowOf("Vendor", vendor.Id)).PrimaryEmailAddr, { Address: "books@vendor.example" })

        const first = results[1]?.write?.writeId ?? ""
        const inverse = yield* undo(first)
        assert.deepInclude(inverse, { outcome: "staged" })
        assert.deepStrictEqual([inverse.write.before, inverse.write.after], [{ email: "books@vendor.example" }, { email }])
        assert.strictEqual((yield* undo(inverse.write.writeId)).outcome, "cancelled")
        assert.strictEqual((yield* undo(first)).outcome, "staged", "a cancelled one is none")
        yield* turn
        assert.strictEqual((yield* rowOf("Vendor", vendor.Id)).PrimaryEmailAddr?.Address ?? null, email)
      }),
    minutes
  )

  it.effect(
    "is one write of a record at a time, of two issues and of taking back too",
    () =>
      Effect.gen(function* () {
        const { billOf, issueOn, listed, order, turn, undo, unpaid } = yield* books
        const bill = one(unpaid)
        const early = yield* issueOn(bill.id)
        const late = yield* issueOn(bill.id, "HYG-06")
        const both = yield* Effect.forEach([dueDate(early, "2031-01-31"), dueDate(late, "2031-02-28")], (fix) => order([fix]), {
          concurrency: 2
        })
        const outcomes = both.map(({ results }) => one(results))
        assert.deepStrictEqual(outcomes.map(({ outcome }) => outcome).toSorted(), ["busy", "staged"])
        assert.strictEqual(new Set(outcomes.map(({ write }) => write?.writeId)).size, 1)
        const [staged] = outcomes.flatMap(({ outcome, write }) => (outcome === "staged" && write !== null ? [write] : []))
        assert.isDefined(staged)
        yield* turn
        const written = yield* billOf(bill.id)
        assert.deepStrictEqual([written?.dueDate, written?.token], [staged?.after.dueDate, bill.token + 1])

        const third = yield* issueOn(bill.id, "HYG-01")
        assert.strictEqual(one((yield* order([dueDate(third, "2031-03-31")])).results).outcome, "staged")
        assert.strictEqual((yield* undo(staged?.writeId ?? "")).outcome, "too_late", "another is under way")
        const writes = yield* listed
        assert.deepStrictEqual(
          writes.map((write) => shown(write).state),
          ["staged", "confirmed"]
        )
      }),
    minutes
  )
})

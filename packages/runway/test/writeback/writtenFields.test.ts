import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import type { QuickFix } from "../../src/contract/hygiene/QuickFix.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { holds, type WrittenEntity } from "../../src/contract/writeback/FieldValues.ts"
import { contentHash, onlyFields, ordered, recordFields, updateFields } from "../../src/server/writeback/writtenFields.ts"

const due = LocalDate.make("2025-10-31")
const written = LocalDate.make("2025-10-01")
const net30 = QboId.make("3")

const fieldsOf = (entity: WrittenEntity, record: object) => Option.getOrNull(recordFields(entity, JSON.stringify(record)))

describe("P1-3.3 what of a record a write is about", () => {
  it("is read in QuickBooks' own words: of a bill", () => {
    const bill = {
      TxnDate: written,
      DueDate: due,
      SalesTermRef: { value: "3" },
      VendorRef: { value: "7" },
      CustomerRef: { value: "8" }
    }
    assert.deepStrictEqual(fieldsOf("Bill", bill), {
      txnDate: written,
      partyId: QboId.make("7"),
      values: { dueDate: due, termId: net30, email: null }
    })
    assert.strictEqual(fieldsOf("Invoice", bill)?.partyId, "8")
  })

  it("of a vendor, whose terms have another name, and of a customer", () => {
    const vendor = { TermRef: { value: "3" }, SalesTermRef: { value: "4" }, PrimaryEmailAddr: { Address: "a@b.example" } }
    assert.deepStrictEqual(fieldsOf("Vendor", vendor)?.values, { dueDate: null, termId: net30, email: "a@b.example" })
    assert.strictEqual(fieldsOf("Customer", vendor)?.values.termId, "4")
  })

  it.each([
    ["none", {}],
    ["null", { DueDate: null, SalesTermRef: null, PrimaryEmailAddr: null, CustomerRef: null }],
    ["an address that is null", { PrimaryEmailAddr: { Address: null } }],
    ["an empty address", { PrimaryEmailAddr: { Address: "" } }],
    ["no address", { PrimaryEmailAddr: {} }]
  ])("has no values where there are none: %s", (_what, record) => {
    assert.deepStrictEqual(fieldsOf("Customer", record), {
      txnDate: null,
      partyId: null,
      values: { dueDate: null, termId: null, email: null }
    })
  })

  it("is nothing of a text that is no such record", () => {
    assert.isNull(fieldsOf("Bill", { DueDate: "tomorrow" }))
  })
})

describe("P1-3.3 the members of an update", () => {
  it("are those of the values that are named, and take a value away where it is null", () => {
    assert.deepStrictEqual(updateFields("Bill", { dueDate: due, termId: net30 }), {
      SalesTermRef: { value: "3" },
      DueDate: due
    })
    assert.deepStrictEqual(updateFields("Vendor", { termId: net30 }), { TermRef: { value: "3" } })
    assert.deepStrictEqual(updateFields("Vendor", { termId: null, email: null }), { TermRef: null, PrimaryEmailAddr: null })
    assert.deepStrictEqual(updateFields("Customer", { email: "a@b.example" }), { PrimaryEmailAddr: { Address: "a@b.example" } })
    assert.deepStrictEqual(updateFields("Bill", {}), {})
  })

  it("are compared by the fields a write names alone", () => {
    const values = { dueDate: due, termId: net30, email: null }
    assert.deepStrictEqual(onlyFields(values, { dueDate: null }), { dueDate: due })
    assert.deepStrictEqual(onlyFields(values, { termId: null, email: "x" }), { termId: net30, email: null })
    assert.isTrue(holds(values, { dueDate: due }))
    assert.isTrue(holds(values, {}))
    assert.isFalse(holds(values, { dueDate: null }))
    assert.isFalse(holds(values, { dueDate: due, termId: null }))
    assert.isFalse(holds(values, { email: "a@b.example" }))
  })
})

describe("P1-3.3 what a fix sets", () => {
  const record = { txnDate: written, partyId: null, values: { dueDate: null, termId: null, email: null } }
  const set = (entity: WrittenEntity, fix: QuickFix, says: LocalDate | null = due) => ordered(entity, record, fix, () => says)
  const dated = (dueDate: LocalDate): QuickFix => ({ kind: "set_due_date", dueDate })
  const terms: QuickFix = { kind: "set_terms", termId: net30 }
  const email: QuickFix = { kind: "add_email", email: "a@b.example" }

  it("is a due date, on the day of the document or later", () => {
    assert.deepStrictEqual(set("Bill", dated(written)), { dueDate: written })
    assert.isNull(set("Invoice", dated(LocalDate.make("2025-09-30"))))
    assert.deepStrictEqual(
      ordered("Bill", { ...record, txnDate: null }, dated(due), () => null),
      { dueDate: due }
    )
  })

  it("is terms, with the due date they say for a document", () => {
    assert.deepStrictEqual(set("Bill", terms), { termId: net30, dueDate: due })
    assert.deepStrictEqual(set("Vendor", terms), { termId: net30 })
    assert.deepStrictEqual(
      ordered("Bill", record, terms, () => undefined),
      { termId: net30 },
      "terms that say no day"
    )
    assert.isNull(set("Bill", terms, null), "terms the company does not have")
  })

  it("is an address of a party", () => {
    assert.deepStrictEqual(set("Customer", email), { email: "a@b.example" })
    assert.deepStrictEqual(set("Vendor", email), { email: "a@b.example" })
  })

  it("is nothing where it does not fit the record", () => {
    assert.isNull(set("Vendor", dated(due)))
    assert.isNull(set("Customer", dated(due)))
    assert.isNull(set("Bill", email))
    assert.isNull(set("Invoice", email))
  })
})

describe("P1-3.3 whether somebody changed a record", () => {
  const hex = (entity: WrittenEntity, record: object) => Buffer.from(contentHash(entity, JSON.stringify(record))).toString("hex")
  const bill = { Id: "1", DueDate: due, Balance: 10 }

  it("is not told by what QuickBooks counts on it, nor by the order of its members", () => {
    const counted = { sparse: false, domain: "QBO", SyncToken: "4", MetaData: { LastUpdatedTime: "now" } }
    assert.strictEqual(hex("Bill", { Balance: 10, ...counted, DueDate: due, Id: "1" }), hex("Bill", bill))
    assert.strictEqual(hex("Vendor", { Id: "1", Balance: 10 }), hex("Vendor", { Id: "1", Balance: 20 }))
    assert.strictEqual(hex("Customer", { Id: "1", BalanceWithJobs: 10 }), hex("Customer", { Id: "1" }))
  })

  it("is told by everything else", () => {
    assert.notStrictEqual(hex("Bill", { ...bill, Balance: 11 }), hex("Bill", bill))
    assert.notStrictEqual(hex("Bill", { ...bill, PrivateNote: "" }), hex("Bill", bill))
    assert.notStrictEqual(hex("Vendor", { Id: "1", BalanceWithJobs: 1 }), hex("Vendor", { Id: "1" }))
  })
})

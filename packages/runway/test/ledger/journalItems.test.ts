import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import { entitySchemas, type EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import type { StoredRecord } from "../../src/server/internal/ledger/StoredRecord.ts"
import { entityDraft } from "../../src/server/ledger/draft/entityDraft.ts"
import { journalItems } from "../../src/server/ledger/journalItems.ts"

const context = {
  home: usd,
  asOf: LocalDate.make("2026-03-31"),
  names: new Map([
    ["Customer/7", "Seven Ltd"],
    ["Customer/8", "Eight Ltd"],
    ["Vendor/9", "Nine Supplies"]
  ]),
  accountTypes: new Map([
    ["40", "Accounts Receivable"],
    ["41", "Accounts Payable"],
    ["42", "Expense"]
  ])
}

/** The record a mirror keeps of what QuickBooks sent. */
const mirrored = <Name extends "JournalEntry" | "Payment" | "BillPayment">(
  name: Name,
  schema: Schema.Decoder<EntityTypes[Name]>,
  object: object
) =>
  Effect.gen(function* () {
    const raw = JSON.stringify({ SyncToken: "0", ...object })
    const value = yield* Schema.decodeUnknownEffect(schema)(exactJson(raw))
    const draft = entityDraft(name, { value, raw }, usd, () => true)
    const record: StoredRecord = {
      entity_type: name,
      qbo_id: draft.qboId,
      txn_date: draft.txnDate === null ? null : LocalDate.make(draft.txnDate),
      due_date: null,
      party_id: draft.partyId === null ? null : QboId.make(draft.partyId),
      account_id: null,
      currency: Currency.make(draft.currency),
      amount_minor: draft.amountMinor,
      open_minor: draft.openMinor,
      home_amount_minor: draft.homeAmountMinor,
      home_open_minor: draft.homeOpenMinor,
      active: null,
      facts: draft.facts,
      page_id: "1",
      page_position: 0,
      label: draft.label
    }
    return record
  }).pipe(Effect.orDie)

const line = (account: string, side: "Debit" | "Credit", amount: string, party?: readonly ["Customer" | "Vendor", string]) => ({
  Amount: amount,
  DetailType: "JournalEntryLineDetail",
  JournalEntryLineDetail: {
    PostingType: side,
    AccountRef: { value: account },
    ...(party === undefined ? {} : { Entity: { Type: party[0], EntityRef: { value: party[1] } } })
  }
})

const entry = (id: string, date: string, lines: ReadonlyArray<object>, more: object = {}) =>
  mirrored("JournalEntry", entitySchemas.JournalEntry, { Id: id, TxnDate: date, DocNumber: `J${id}`, Line: lines, ...more })

const payment = (id: string, date: string, customerId: string, settles: ReadonlyArray<readonly [string, string]>) =>
  mirrored("Payment", entitySchemas.Payment, {
    Id: id,
    TxnDate: date,
    TotalAmt: "0",
    UnappliedAmt: "0",
    CustomerRef: { value: customerId },
    Line: settles.map(([journal, amount]) => ({ Amount: amount, LinkedTxn: [{ TxnId: journal, TxnType: "JournalEntry" }] }))
  })

const open = (items: ReturnType<typeof journalItems>) =>
  items.map(({ homeOpenMinor, openMinor, partyName, qboId }) => [qboId, partyName, openMinor, homeOpenMinor])

describe("journal entries on receivables and payables", () => {
  it.effect("are open items of each customer and vendor, a debit owed by the one and a credit owed to the other", () =>
    Effect.gen(function* () {
      const records = [
        yield* entry("1", "2026-03-01", [
          line("40", "Debit", "100.00", ["Customer", "7"]),
          line("40", "Debit", "5.50", ["Customer", "7"]),
          line("40", "Credit", "30.25", ["Customer", "8"]),
          line("42", "Credit", "75.25")
        ]),
        yield* entry("2", "2026-03-02", [line("42", "Debit", "12.00"), line("41", "Credit", "12.00", ["Vendor", "9"])]),
        yield* entry("3", "2026-03-03", [line("41", "Debit", "4.00", ["Vendor", "9"]), line("42", "Credit", "4.00")]),
        // A customer on another account owes nothing by it.
        yield* entry("4", "2026-03-04", [line("42", "Debit", "9.00", ["Customer", "7"]), line("42", "Credit", "9.00")]),
        yield* entry("5", "2026-04-01", [line("40", "Debit", "1.00", ["Customer", "7"]), line("42", "Credit", "1.00")])
      ]
      const receivables = journalItems(records, "receivables", context)
      assert.deepStrictEqual(open(receivables), [
        ["1", "Seven Ltd", 10_550n, 10_550n],
        ["1", "Eight Ltd", -3_025n, -3_025n]
      ])
      assert.deepStrictEqual(
        receivables.map(({ docNumber, dueDate, txnDate }) => [docNumber, txnDate, dueDate]),
        [
          ["J1", "2026-03-01", "2026-03-01"],
          ["J1", "2026-03-01", "2026-03-01"]
        ]
      )
      assert.deepStrictEqual(open(journalItems(records, "payables", context)), [
        ["2", "Nine Supplies", 1_200n, 1_200n],
        ["3", "Nine Supplies", -400n, -400n]
      ])
    })
  )

  it.effect("are lowered by what payments name as settled, of its customer where the entry has several", () =>
    Effect.gen(function* () {
      const records = [
        yield* entry("1", "2026-03-01", [
          line("40", "Debit", "100.00", ["Customer", "7"]),
          line("40", "Debit", "50.00", ["Customer", "8"]),
          line("42", "Credit", "150.00")
        ]),
        yield* entry("2", "2026-03-01", [line("42", "Debit", "20.00"), line("40", "Credit", "20.00", ["Customer", "7"])]),
        yield* payment("11", "2026-03-10", "7", [["1", "60.00"]]),
        // The parent pays for its only job in the entry.
        yield* payment("12", "2026-03-10", "6", [["2", "20.00"]])
      ]
      assert.deepStrictEqual(open(journalItems(records, "receivables", context)), [
        ["1", "Seven Ltd", 4_000n, 4_000n],
        ["1", "Eight Ltd", 5_000n, 5_000n]
      ])
    })
  )

  it.effect("stand as QuickBooks' reports of a day list them when a payment of a later day is left out", () =>
    Effect.gen(function* () {
      const bill = [line("42", "Debit", "80.00"), line("41", "Credit", "80.00", ["Vendor", "9"])]
      const records = [
        yield* entry("1", "2026-03-01", bill),
        yield* mirrored("BillPayment", entitySchemas.BillPayment, {
          Id: "21",
          TxnDate: "2026-04-05",
          TotalAmt: "80.00",
          PayType: "Check",
          VendorRef: { value: "9" },
          Line: [{ Amount: "80.00", LinkedTxn: [{ TxnId: "1", TxnType: "JournalEntry" }] }]
        })
      ]
      assert.deepStrictEqual(journalItems(records, "payables", context), [])
      assert.deepStrictEqual(open(journalItems(records, "payables", context, context.asOf)), [
        ["1", "Nine Supplies", 8_000n, 8_000n]
      ])
    })
  )

  it.effect("have no value in home currency where no rate is known, or where a part of a foreign one is settled", () =>
    Effect.gen(function* () {
      const lines = [line("40", "Debit", "10.00", ["Customer", "7"]), line("42", "Credit", "10.00")]
      const euros = { CurrencyRef: { value: "EUR" } }
      const records = [
        yield* entry("1", "2026-03-01", lines, { ...euros, ExchangeRate: 1.5 }),
        yield* entry("2", "2026-03-01", lines, euros),
        yield* entry("3", "2026-03-01", lines, { ...euros, ExchangeRate: 1.5 }),
        yield* payment("11", "2026-03-10", "7", [["3", "4.00"]])
      ]
      assert.deepStrictEqual(open(journalItems(records, "receivables", context)), [
        ["1", "Seven Ltd", 1_000n, 1_500n],
        ["2", "Seven Ltd", 1_000n, null],
        ["3", "Seven Ltd", 600n, null]
      ])
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { entitySchemas } from "../../src/contract/entities/entityTypes.ts"
import { exactJson } from "../../src/contract/wire/exactJson.ts"
import { rawAt, rawElements } from "../../src/contract/wire/rawJson.ts"
import { fixtureText } from "../support/fixture.ts"

const recordedBody = (path: string, index: number): string => {
  const exchange = rawElements(fixtureText(path))[index]
  return rawAt(exchange ?? "", ["response", "body"]) ?? ""
}

describe("entities", () => {
  it.effect("reads a recorded invoice with its amounts exact", () =>
    Effect.gen(function* () {
      const raw = rawAt(recordedBody("recorded/create__invoice.json", 0), ["Invoice"]) ?? ""
      const invoice = yield* Schema.decodeUnknownEffect(entitySchemas.Invoice)(exactJson(raw))
      assert.strictEqual(invoice.TotalAmt, "100.0")
      assert.strictEqual(invoice.Line?.[1]?.DetailType, "SubTotalLineDetail")
      assert.strictEqual(invoice.CustomerRef?.value, "1")
    })
  )

  it.effect("reads an inactive recorded account", () =>
    Effect.gen(function* () {
      const raw = rawAt(recordedBody("recorded/deactivate__account.json", 0), ["Account"]) ?? ""
      const account = yield* Schema.decodeUnknownEffect(entitySchemas.Account)(exactJson(raw))
      assert.strictEqual(account.AccountType, "Income")
      assert.strictEqual(account.Active, false)
    })
  )

  it.effect("reads the bill, vendor and company of another product's fixtures", () =>
    Effect.gen(function* () {
      const bill = yield* Schema.decodeUnknownEffect(entitySchemas.Bill)(exactJson(fixtureText("entities/bill_response.json")))
      assert.strictEqual(bill.TotalAmt, "103.55")
      assert.strictEqual(bill.LinkedTxn?.[0]?.TxnType, "BillPaymentCheck")
      const vendors = yield* Schema.decodeUnknownEffect(Schema.Array(entitySchemas.Vendor))(
        exactJson(fixtureText("entities/vendor_response.json"))
      )
      assert.strictEqual(vendors[0]?.DisplayName, "Books by Bessie")
      const company = yield* Schema.decodeUnknownEffect(entitySchemas.CompanyInfo)(
        exactJson(fixtureText("entities/company_info.json"))
      )
      assert.strictEqual(company.LegalName, "Larry's Bakery")
    })
  )

  it.effect("turns a value QuickBooks invents tomorrow into unknown", () =>
    Effect.gen(function* () {
      const text = '{"Id":"1","SyncToken":"0","Name":"Crypto","AccountType":"Digital Wallet","CurrentBalance":1.5}'
      const account = yield* Schema.decodeUnknownEffect(entitySchemas.Account)(exactJson(text))
      assert.strictEqual(account.AccountType, "unknown")
    })
  )

  it.effect("refuses an amount that is not a number", () =>
    Effect.gen(function* () {
      const text = '{"Id":"1","SyncToken":"0","TxnDate":"2026-01-01","TotalAmt":"lots"}'
      const error = yield* Effect.flip(Schema.decodeUnknownEffect(entitySchemas.Bill)(exactJson(text)))
      assert.include(String(error), "TotalAmt")
    })
  )
})

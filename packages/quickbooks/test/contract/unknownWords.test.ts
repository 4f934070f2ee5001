import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { entitySchemas } from "../../src/contract/entities/entityTypes.ts"
import { unknownWords } from "../../src/contract/entities/unknownWords.ts"

describe("words QuickBooks added after our lists were closed", () => {
  it.effect("are named by their field, and never stop an object", () =>
    Effect.gen(function* () {
      const account = yield* Schema.decodeUnknownEffect(entitySchemas.Account)({
        Id: "1",
        SyncToken: "0",
        Name: "unknown",
        AccountType: "Crypto Wallet",
        Classification: "Asset"
      })
      assert.strictEqual(account.AccountType, "unknown")
      assert.deepStrictEqual(unknownWords("Account", account), ["AccountType"])
    })
  )

  it.effect("are found in any line, once per field", () =>
    Effect.gen(function* () {
      const line = { DetailType: "HologramLineDetail", JournalEntryLineDetail: { PostingType: "Sideways" } }
      const entry = yield* Schema.decodeUnknownEffect(entitySchemas.JournalEntry)({
        Id: "1",
        SyncToken: "0",
        TxnDate: "2026-01-01",
        Line: [{ DetailType: "JournalEntryLineDetail", JournalEntryLineDetail: { PostingType: "Debit" } }, line, line]
      })
      assert.deepStrictEqual(unknownWords("JournalEntry", entry), ["Line.DetailType", "Line.JournalEntryLineDetail.PostingType"])
    })
  )

  it.effect("are none in an object of known words", () =>
    Effect.gen(function* () {
      const purchase = yield* Schema.decodeUnknownEffect(entitySchemas.Purchase)({
        Id: "1",
        SyncToken: "0",
        TxnDate: "2026-01-01",
        TotalAmt: "1",
        PaymentType: "Check",
        PrivateNote: "unknown"
      })
      assert.deepStrictEqual(unknownWords("Purchase", purchase), [])
    })
  )
})

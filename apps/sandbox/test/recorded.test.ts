import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { activeOrNot } from "@beep/quickbooks/contract/query"
import { generalLedger } from "@beep/quickbooks/contract/report/GeneralLedger"
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { recordedCompany, recordedRealmId } from "../src/companies/recorded.ts"
import { started } from "./support.ts"

const connected = Effect.gen(function* () {
  const { connect, quickbooks } = yield* started([yield* recordedCompany])
  const { credentials } = yield* connect(recordedRealmId)
  return { quickbooks, credentials }
}).pipe(Effect.provide(NodeServices.layer))

const total = (amounts: ReadonlyArray<string | undefined>): bigint =>
  amounts.reduce((sum, text) => sum + (minorFromDecimal(text ?? "0", usd) ?? 0n), 0n)

describe("the recorded company of 2020, over HTTP", () => {
  it.live("has receivables of 5204.02 by its customers", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected
      const customers = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Customer"))
      assert.strictEqual(customers.length, 41)
      // A job's balance stands in its own row and is not repeated in its parent's `Balance`.
      assert.strictEqual(total(customers.map(({ value }) => value.Balance)), 520402n)
    })
  )

  it.live("has payables of 58115.55 by its vendors, from six recorded pages in one", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected
      const vendors = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Vendor", [activeOrNot]))
      assert.strictEqual(vendors.length, 26)
      assert.strictEqual(yield* quickbooks.count(credentials, "Vendor"), 26)
      assert.strictEqual(total(vendors.map(({ value }) => value.Balance)), 5811555n)
      assert.include(vendors.find(({ value }) => value.DisplayName === "PG&E")?.raw ?? "", '"Balance": 86.44')
    })
  )

  it.live("has 1776.00 in the bank by its general ledger", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected
      // Whatever period is asked, the recorded one answers and says so.
      const period = { start_date: "2026-05-24", end_date: "2026-11-20" }
      const { value } = yield* quickbooks.report(credentials, "GeneralLedger", period)
      assert.deepInclude(value.Header, { StartPeriod: "2020-09-01", EndPeriod: "2020-09-29" })
      const accounts = generalLedger(value)
      const bank = accounts.filter(({ name }) => name === "Checking" || name === "Savings")
      assert.strictEqual(total(bank.map(({ ending }) => ending)), 177600n)
      assert.strictEqual(accounts.find(({ id }) => id === "33")?.ending, "58115.55")
      assert.strictEqual(accounts.find(({ id }) => id === "84")?.ending, "5204.02")
    })
  )

  it.live("says what it does not hold instead of inventing it", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected
      const bills = yield* Effect.flip(Stream.runCollect(quickbooks.queryAll(credentials, "Bill")))
      assert.deepInclude(bills, { _tag: "PermanentFault", code: "500" })
      const sheet = yield* Effect.flip(quickbooks.report(credentials, "BalanceSheet", {}))
      assert.deepInclude(sheet, { _tag: "PermanentFault", code: "500" })
    })
  )

  it.live("answers single objects and conditions over what was listed", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected
      assert.strictEqual((yield* quickbooks.read(credentials, "Account", "5")).value.Active, false)
      assert.strictEqual((yield* quickbooks.read(credentials, "Customer", "5")).value.DisplayName, "Dukes Basketball Camp")
      const amy = yield* Stream.runCollect(
        quickbooks.queryAll(credentials, "Customer", [{ field: "DisplayName", op: "=", value: "Amy's Bird Sanctuary" }])
      )
      assert.strictEqual(amy.length, 1)
      const gone = yield* Effect.flip(quickbooks.read(credentials, "Customer", "99999"))
      assert.strictEqual(gone._tag, "Gone")
    })
  )
})

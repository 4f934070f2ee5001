import { updateBody } from "@beep/quickbooks/contract/write/updateBody"
import { BatchItemId, RequestId } from "@beep/quickbooks/contract/write/WriteRequest"
import { CurrentRetryBudget } from "@beep/quickbooks/retry"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result, Stream } from "effect"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../src/companies/generate.ts"
import { asOf, started } from "./support.ts"

const company = demoCompanies({ seed: 1, asOf })[0]
if (company === undefined) throw new Error("no company")

const opened = Effect.gen(function* () {
  const { connect, control, quickbooks } = yield* started([ledgerSource(company)])
  const { credentials } = yield* connect(company.realmId)
  const bills = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Bill"))
  const open = bills.filter(({ value }) => value.Balance === value.TotalAmt)
  const order = (orders: ReadonlyArray<object>) =>
    control(
      "POST",
      "faults",
      orders.map((one) => ({ realmId: company.realmId, path: "write", times: 1, ...one }))
    )
  return { credentials, quickbooks, open, order }
})

const dated = (raw: string) => updateBody("Bill", raw, { DueDate: "2026-06-30" })

/** The real client against the real server, at its real limits. */
describe("the client's writes", () => {
  it.live("change one field of a bill and keep everything else of it", () =>
    Effect.gen(function* () {
      const { credentials, open, quickbooks } = yield* opened
      const [bill] = open
      if (bill === undefined) return assert.fail("no open bill")
      const written = yield* quickbooks.update(credentials, RequestId.make("one"), dated(bill.raw))
      const { DueDate, MetaData, SyncToken, ...rest } = written.value
      const { DueDate: _was, MetaData: _meta, SyncToken: token, ...before } = bill.value
      assert.strictEqual(DueDate, "2026-06-30")
      assert.strictEqual(Number(SyncToken), Number(token) + 1)
      assert.isDefined(MetaData)
      assert.deepStrictEqual(rest, before)
      const again = yield* Effect.flip(quickbooks.update(credentials, RequestId.make("two"), dated(bill.raw)))
      assert.strictEqual(again._tag, "StaleObject")
    })
  )

  it.live("write once although the answer was lost, and repeat the answer for the same request id", () =>
    Effect.gen(function* () {
      const { credentials, open, order, quickbooks } = yield* opened
      const [bill] = open
      if (bill === undefined) return assert.fail("no open bill")
      yield* order([{ fault: "answer_lost" }])
      const written = yield* quickbooks.update(credentials, RequestId.make("lost"), dated(bill.raw))
      assert.strictEqual(Number(written.value.SyncToken), Number(bill.value.SyncToken) + 1)
      const repeated = yield* quickbooks.update(credentials, RequestId.make("lost"), dated(bill.raw))
      assert.strictEqual(repeated.raw, written.raw)
    })
  )

  it.live.each([
    { fault: "stale_object", tag: "StaleObject" },
    { fault: "object_gone", tag: "Gone" },
    { fault: "period_closed", tag: "PeriodClosed" },
    { fault: "business_rule", tag: "BusinessRule" },
    { fault: "bad_reference", tag: "PermanentFault" },
    { fault: "company_unavailable", tag: "CompanyUnavailable" },
    { fault: "not_authorized", tag: "ReconnectRequired" }
  ])("end as $tag on $fault and change nothing", ({ fault, tag }) =>
    Effect.gen(function* () {
      const { credentials, open, order, quickbooks } = yield* opened
      const [bill] = open
      if (bill === undefined) return assert.fail("no open bill")
      yield* order([{ fault }])
      const refused = yield* Effect.flip(quickbooks.update(credentials, RequestId.make("no"), dated(bill.raw)))
      assert.strictEqual(refused._tag, tag)
      assert.strictEqual((yield* quickbooks.read(credentials, "Bill", bill.value.Id)).raw, bill.raw)
    })
  )

  it.live("fail as transient while QuickBooks is down, within the patience of the caller", () =>
    Effect.gen(function* () {
      const { credentials, open, order, quickbooks } = yield* opened
      const [bill] = open
      if (bill === undefined) return assert.fail("no open bill")
      yield* order([{ fault: "unavailable", times: 10 }])
      const failed = yield* Effect.flip(
        quickbooks
          .update(credentials, RequestId.make("down"), dated(bill.raw))
          .pipe(Effect.provideService(CurrentRetryBudget, "100 millis"))
      )
      assert.strictEqual(failed._tag, "TransientFault")
    })
  )

  it.live("go thirty to a batch, each ending for itself, and a repeated batch writes nothing again", () =>
    Effect.gen(function* () {
      const { credentials, open, quickbooks } = yield* opened
      const bills = open.slice(0, 3)
      const items = bills.map(({ raw }, at) => ({ bId: BatchItemId.make(`b${at}`), update: dated(raw) }))
      const [first] = items
      if (first === undefined) return assert.fail("no open bill")
      const stale = { bId: BatchItemId.make("late"), update: first.update }
      const run = quickbooks.batch(credentials, RequestId.make("batch"), [...items, stale])
      const once = yield* run
      const tokens = (ended: typeof once) =>
        Array.from(ended, ([, one]) => (Result.isSuccess(one) ? one.success.raw : one.failure._tag))
      assert.strictEqual(tokens(once)[items.length], "StaleObject")
      assert.strictEqual(tokens(once).filter((one) => one.includes('"DueDate":"2026-06-30"')).length, items.length)
      assert.deepStrictEqual(tokens(yield* run), tokens(once))
    })
  )
})

import { activeOrNot } from "@beep/quickbooks/contract/query"
import { generalLedger } from "@beep/quickbooks/contract/report/GeneralLedger"
import { CurrentRetryBudget, retryBudget } from "@beep/quickbooks/retry"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies, generate } from "../src/companies/generate.ts"
import { asOf, started } from "./support.ts"

const [northlight] = demoCompanies({ seed: 1, asOf }).map(ledgerSource)
const load = ledgerSource(generate({ rows: 10_000, seed: 1, asOf }))

const connected = (company: typeof northlight) =>
  Effect.gen(function* () {
    if (company === undefined) return yield* Effect.die("no company")
    const sandbox = yield* started([company])
    const { credentials } = yield* sandbox.connect(company.realmId)
    /** The raw wire, as no client of ours would use it. */
    const ask = (path: string) =>
      Effect.promise(async () => {
        const headers = { authorization: `Bearer ${Redacted.value(credentials.accessToken)}` }
        const answer = await fetch(`${sandbox.url}/v3/company/${company.realmId}/${path}`, { headers })
        return { status: answer.status, tid: answer.headers.get("intuit_tid"), body: await answer.text() }
      })
    const query = (text: string) => ask(`query?query=${encodeURIComponent(text)}`)
    const order = (fault: string, times: number, after?: number) =>
      Effect.promise(() =>
        fetch(`${sandbox.url}/_sandbox/faults`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ realmId: company.realmId, fault, times, ...(after === undefined ? {} : { after }) })
        })
      )
    return { ...sandbox, credentials, ask, query, order }
  })

describe("the accounting API, over HTTP", () => {
  it.live("pages 1000 at a time and ends on an empty page, each object once", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected(load)
      const bills = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Bill"))
      assert.strictEqual(bills.length, yield* quickbooks.count(credentials, "Bill"))
      assert.isAbove(bills.length, 1000)
      assert.strictEqual(new Set(bills.map(({ value }) => value.Id)).size, bills.length)
    })
  )

  it.live("gives a hundred rows unless asked, a thousand at most, no total, and an empty object past the end", () =>
    Effect.gen(function* () {
      const { query } = yield* connected(load)
      const rows = (body: string) => body.match(/"SyncToken"/g)?.length ?? 0
      assert.strictEqual(rows((yield* query("select * from Bill")).body), 100)
      const most = yield* query("select * from Bill maxresults 5000")
      assert.strictEqual(rows(most.body), 1000)
      assert.notInclude(most.body, "totalCount")
      assert.include((yield* query("SELECT * FROM Bill STARTPOSITION 9000 MAXRESULTS 10")).body, '"QueryResponse":{},')
    })
  )

  it.live("hides inactive master records unless asked", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected(northlight)
      const active = yield* quickbooks.count(credentials, "Vendor")
      const all = yield* quickbooks.count(credentials, "Vendor", [activeOrNot])
      assert.strictEqual(all, active + 1)
    })
  )

  it.live("filters by amount, date, list and pattern", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected(northlight)
      const all = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Bill"))
      const open = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Bill", [{ field: "Balance", op: ">", value: "0" }]))
      assert.isAbove(open.length, 0)
      assert.strictEqual(open.length, all.filter(({ value }) => value.Balance !== "0.00").length)
      const late = yield* quickbooks.count(credentials, "Bill", [{ field: "TxnDate", op: ">=", value: "2026-01-01" }])
      assert.strictEqual(late, all.filter(({ value }) => value.TxnDate >= "2026-01-01").length)
      const ids = open.slice(0, 2).map(({ value }) => value.Id)
      assert.strictEqual(yield* quickbooks.count(credentials, "Bill", [{ field: "Id", op: "IN", values: ids }]), 2)
      assert.strictEqual(
        yield* quickbooks.count(credentials, "Vendor", [{ field: "DisplayName", op: "LIKE", value: "Summit%" }]),
        2
      )
    })
  )

  it.live("refuses what is not in the language, and entity names in lower case", () =>
    Effect.gen(function* () {
      const { query } = yield* connected(northlight)
      assert.strictEqual((yield* query("select * from Vendor")).status, 200)
      for (const text of [
        "select * from vendor",
        "select Id from Vendor",
        "select * from Vendor where Id = '1' or Id = '2'",
        "select * from Vendor where DisplayName = 'open",
        "drop table Vendor"
      ]) {
        const answer = yield* query(text)
        assert.strictEqual(answer.status, 400, text)
        assert.include(answer.body, '"Fault"')
        assert.isNotNull(answer.tid)
      }
    })
  )

  it.live("throttles beyond ten calls in a second", () =>
    Effect.gen(function* () {
      const { query } = yield* connected(northlight)
      const answers = yield* Effect.forEach(Array.from({ length: 30 }), () => query("select count(*) from Bill"), {
        concurrency: 30
      })
      assert.strictEqual(answers[0]?.status, 200)
      const refused = answers.filter(({ status }) => status === 429)
      assert.isAtLeast(refused.length, 1)
      assert.include(refused[0]?.body ?? "", "errorCode=003001")
    })
  )

  it.live("is never throttled by our own client", () =>
    Effect.gen(function* () {
      const { credentials, quickbooks } = yield* connected(northlight)
      const counts = yield* Effect.forEach(Array.from({ length: 25 }), () => quickbooks.count(credentials, "Bill"), {
        concurrency: "unbounded"
      }).pipe(Effect.provideService(CurrentRetryBudget, 0))
      assert.strictEqual(new Set(counts).size, 1)
    })
  )

  it.live("answers ordered faults, which the client reads or outlives", () =>
    Effect.gen(function* () {
      const { credentials, order, quickbooks } = yield* connected(northlight)
      const count = quickbooks.count(credentials, "Bill")
      yield* order("bad_gateway", 1)
      assert.isAbove(yield* count, 0)
      const impatient = Effect.flip(Effect.provideService(count, CurrentRetryBudget, retryBudget.interactive))
      yield* order("token_expired", 1)
      assert.deepInclude(yield* impatient, { _tag: "TokenExpired", code: "3200" })
      yield* order("not_authorized", 1)
      assert.deepInclude(yield* impatient, { _tag: "ReconnectRequired", code: "3100" })
      // The last, because from then on the company is asked nothing for a minute.
      yield* order("throttled_xml", 1)
      assert.deepInclude(yield* impatient, { _tag: "RateLimitedByIntuit", code: "3001" })
    })
  )

  it.live("lets the calls before an ordered fault through", () =>
    Effect.gen(function* () {
      const { order, query } = yield* connected(northlight)
      yield* order("bad_gateway", 1, 2)
      const answers = yield* Effect.forEach([1, 2, 3, 4], () => query("select count(*) from Bill"))
      assert.deepStrictEqual(
        answers.map(({ status }) => status),
        [200, 200, 502, 200]
      )
    })
  )

  it.live("shows payroll in the ledger report and nowhere else", () =>
    Effect.gen(function* () {
      const { ask, credentials, quickbooks } = yield* connected(northlight)
      const period = { start_date: "2025-12-17", end_date: "2026-03-16" }
      const { value } = yield* quickbooks.report(credentials, "GeneralLedger", period)
      const bank = generalLedger(value).find(({ name }) => name === "Operating")
      const payroll = bank?.transactions.filter(({ type }) => type === "Payroll Check") ?? []
      assert.isAtLeast(payroll.length, 6)
      assert.strictEqual(payroll[0]?.split, "Payroll Expenses")
      const purchases = yield* Stream.runCollect(quickbooks.queryAll(credentials, "Purchase"))
      const ids = new Set(purchases.map((purchase) => purchase.value.Id))
      assert.isFalse(payroll.some(({ txnId }) => txnId !== null && ids.has(txnId)))
      assert.strictEqual((yield* ask("reports/InventoryValuationSummary")).status, 400)
    })
  )
})

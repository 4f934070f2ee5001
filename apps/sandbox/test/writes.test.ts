import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../src/companies/generate.ts"
import { orderSettings } from "../src/store/ChangeOrder.ts"
import { remaining } from "../src/ledger/openDocuments.ts"
import { ledgerOf } from "../src/ledger/Ledger.ts"
import { asOf, started } from "./support.ts"

const company = demoCompanies({ seed: 1, asOf })[0]
if (company === undefined) throw new Error("no company")
const ledger = ledgerOf(company)

const some = <A>(list: ReadonlyArray<A>): A => {
  const found = list[0]
  if (found === undefined) throw new Error("none")
  return found
}
const account = (name: string): string => some(company.accounts.filter((one) => one.name === name)).id
const openBill = some(
  company.transactions.flatMap((one) => (one.type === "Bill" && remaining(ledger, one) === one.lines[0]?.amount ? [one] : []))
)
const paidBill = some(company.transactions.flatMap((one) => (one.type === "Bill" && remaining(ledger, one) === 0n ? [one] : [])))
const openInvoice = some(
  company.transactions.flatMap((one) => (one.type === "Invoice" && remaining(ledger, one) > 0n ? [one] : []))
)
const vendor = some(company.vendors.filter(({ active }) => active))
const customer = some(company.customers)

const expense = (amount: number) => ({
  Amount: amount,
  DetailType: "AccountBasedExpenseLineDetail",
  AccountBasedExpenseLineDetail: { AccountRef: { value: account("Software") } }
})
const newBill = { VendorRef: { value: vendor.id }, Line: [expense(120.5)], DocNumber: "W-1", DueDate: "2026-04-01" }

/** A company on the test's own clock, which moves by a second a call so that no limit is met. */
const opened = Effect.gen(function* () {
  yield* TestClock.setTime(Date.parse(`${asOf}T20:00:00Z`))
  const { connect, url } = yield* started([ledgerSource(company)])
  const { credentials } = yield* connect(company.realmId)
  const send = (method: string, path: string, body?: string, type = "application/json") =>
    Effect.andThen(
      TestClock.adjust("1 second"),
      Effect.promise(async () => {
        const headers = { authorization: `Bearer ${Redacted.value(credentials.accessToken)}`, "content-type": type }
        const init = { method, headers, ...(body === undefined ? {} : { body }) }
        const answer = await fetch(`${url}/v3/company/${company.realmId}/${path}`, init)
        return { status: answer.status, body: await answer.text() }
      })
    )
  const get = (path: string) => send("GET", path)
  const post = (path: string, body: unknown) => send("POST", path, JSON.stringify(body))
  const refusal = (code: string, path: string, body: unknown) =>
    Effect.map(post(path, body), (answer) => {
      assert.strictEqual(answer.status, 400, answer.body)
      assert.include(answer.body, `"code":"${code}"`)
      assert.include(answer.body, '"type":"ValidationFault"')
    })
  const count = Effect.map(get(`query?query=${encodeURIComponent("select count(*) from Bill")}`), ({ body }) =>
    Number(/"totalCount":(\d+)/.exec(body)?.[1])
  )
  const settings = (order: Parameters<typeof orderSettings>[2]) =>
    Effect.provide(orderSettings(url, company.realmId, order), FetchHttpClient.layer)
  /** Without moving the clock. */
  const raw = (path: string) =>
    Effect.promise(async () => {
      const headers = { authorization: `Bearer ${Redacted.value(credentials.accessToken)}` }
      const answer = await fetch(`${url}/v3/company/${company.realmId}/${path}`, { headers })
      return { status: answer.status, retryAfter: answer.headers.get("retry-after") }
    })
  return { raw, get, post, send, refusal, count, settings }
})

const idOf = (body: string): string => /"Id":"(\d+)","SyncToken"/.exec(body)?.[1] ?? "none"

describe("writes, over HTTP", () => {
  it.effect("create a bill, change it by halves and as a whole, and delete it", () =>
    Effect.gen(function* () {
      const { get, post } = yield* opened
      const created = yield* post("bill", newBill)
      assert.strictEqual(created.status, 200, created.body)
      assert.include(created.body, '"Balance":120.50')
      assert.include(created.body, '"SyncToken":"0"')
      const Id = idOf(created.body)

      const halved = yield* post("bill", { Id, SyncToken: "0", sparse: true, PrivateNote: "seen", VendorRef: newBill.VendorRef })
      for (const kept of [
        '"SyncToken":"1"',
        '"PrivateNote":"seen"',
        '"DocNumber":"W-1"',
        '"DueDate":"2026-04-01"',
        '"TotalAmt":120.50'
      ])
        assert.include(halved.body, kept)

      const replaced = yield* post("bill", { ...newBill, DocNumber: undefined, Id, SyncToken: "1", Line: [expense(9.99)] })
      assert.include(replaced.body, '"TotalAmt":9.99')
      assert.notInclude(replaced.body, "W-1")
      assert.notInclude(replaced.body, "seen")

      const deleted = yield* post("bill?operation=delete", { Id, SyncToken: "2" })
      assert.include(deleted.body, `{"Bill":{"domain":"QBO","status":"Deleted","Id":"${Id}"}`)
      assert.include((yield* get(`bill/${Id}`)).body, '"code":"610"')
    })
  )

  it.effect("pay a bill, and void the payment to a record of nothing", () =>
    Effect.gen(function* () {
      const { get, post } = yield* opened
      const before = yield* get(`bill/${openBill.id}`)
      const amount = Number(/"Balance":([\d.]+)/.exec(before.body)?.[1])
      const paid = yield* post("billpayment", {
        VendorRef: { value: openBill.vendorId },
        PayType: "Check",
        CheckPayment: { BankAccountRef: { value: account("Operating") } },
        TotalAmt: amount,
        Line: [{ Amount: amount, LinkedTxn: [{ TxnId: openBill.id, TxnType: "Bill" }] }]
      })
      assert.strictEqual(paid.status, 200, paid.body)
      const settled = yield* get(`bill/${openBill.id}`)
      assert.include(settled.body, '"Balance":0.00')
      // The bill was changed as well: its own version moved.
      assert.include(settled.body, '"SyncToken":"1"')
      const voided = yield* post("billpayment?operation=update&include=void", {
        Id: idOf(paid.body),
        SyncToken: "0",
        sparse: true
      })
      assert.include(voided.body, '"TotalAmt":0.00')
      assert.include(voided.body, '"PrivateNote":"Voided"')
      assert.include((yield* get(`bill/${openBill.id}`)).body, `"Balance":${amount.toFixed(2)}`)
    })
  )

  it.effect("receive a payment, part of it unapplied, and number an invoice that came without", () =>
    Effect.gen(function* () {
      const { post } = yield* opened
      const received = yield* post("payment", {
        CustomerRef: { value: openInvoice.customerId },
        TotalAmt: 10,
        Line: [{ Amount: 4, LinkedTxn: [{ TxnId: openInvoice.id, TxnType: "Invoice" }] }]
      })
      assert.include(received.body, '"UnappliedAmt":6.00')
      const sale = { Amount: 70, DetailType: "SalesItemLineDetail", SalesItemLineDetail: {} }
      const invoice = yield* post("invoice", { CustomerRef: { value: customer.id }, Line: [sale] })
      assert.match(invoice.body, /"DocNumber":"1\d{3}"/)
      assert.include(invoice.body, '"Balance":70.00')
      const voided = yield* post("invoice?operation=void", { Id: idOf(invoice.body), SyncToken: "0" })
      assert.include(voided.body, '"TotalAmt":0.00')
    })
  )

  it.effect("keep vendors and customers, whose names are unique", () =>
    Effect.gen(function* () {
      const { post, refusal } = yield* opened
      const made = yield* post("vendor", { DisplayName: "Fresh Vendor", PrimaryPhone: { FreeFormNumber: "555" } })
      const Id = idOf(made.body)
      assert.include(made.body, '"PrimaryPhone":{"FreeFormNumber":"555"}')
      yield* refusal("6240", "customer", { DisplayName: "fresh vendor" })
      yield* refusal("2020", "customer", {})
      yield* refusal("500", "vendor?operation=delete", { Id, SyncToken: "0" })
      const left = yield* post("vendor", { Id, SyncToken: "0", sparse: true, Active: false })
      assert.include(left.body, '"DisplayName":"Fresh Vendor (deleted)"')
      assert.include(left.body, '"FreeFormNumber":"555"')
      yield* refusal("2500", "bill", { ...newBill, VendorRef: { value: Id } })
    })
  )

  it.effect("are refused in Intuit's codes and change nothing", () =>
    Effect.gen(function* () {
      const { count, post, refusal, settings } = yield* opened
      const before = yield* count
      yield* refusal("2020", "bill", { Line: [expense(1)] })
      yield* refusal("2020", "bill", { ...newBill, Line: [] })
      yield* refusal("2500", "bill", { ...newBill, VendorRef: { value: "999999" } })
      const nowhere = { ...expense(1), AccountBasedExpenseLineDetail: { AccountRef: { value: "999999" } } }
      yield* refusal("2500", "bill", { ...newBill, Line: [nowhere] })
      yield* refusal("610", "bill", { ...newBill, Id: "999999", SyncToken: "0" })
      yield* refusal("2020", "bill", { ...newBill, Id: openBill.id })
      yield* refusal("5010", "bill", { ...newBill, Id: openBill.id, SyncToken: "7" })
      yield* refusal("5010", "bill?operation=delete", { Id: openBill.id, SyncToken: "7" })
      yield* refusal("6000", "bill", {
        ...newBill,
        VendorRef: { value: paidBill.vendorId },
        Id: paidBill.id,
        SyncToken: "1",
        Line: [expense(0.01)]
      })
      yield* refusal("6000", "bill?operation=delete", { Id: paidBill.id, SyncToken: "1" })
      yield* refusal("6000", "bill", { ...newBill, CurrencyRef: { value: "EUR" } })
      yield* refusal("500", "bill?operation=void", { Id: openBill.id, SyncToken: "0" })
      yield* refusal("500", "journalcode", {})
      yield* refusal("2010", "bill", { ...newBill, TxnDate: "tomorrow" })
      assert.strictEqual(yield* count, before)

      yield* post("bill", newBill)
      yield* refusal("6140", "bill", newBill)
      assert.strictEqual((yield* post("bill?include=allowduplicatedocnum", newBill)).status, 200)

      yield* settings({ closedThrough: LocalDate.make("2026-02-28") })
      yield* refusal("6210", "bill", { ...newBill, DocNumber: "W-2", TxnDate: "2026-02-28" })
      assert.strictEqual((yield* post("bill", { ...newBill, DocNumber: "W-2", TxnDate: "2026-03-01" })).status, 200)
    })
  )

  it.effect("answer the same request id with the first answer and write once", () =>
    Effect.gen(function* () {
      const { count, post, refusal } = yield* opened
      const before = yield* count
      const first = yield* post("bill?requestid=req-1", newBill)
      const again = yield* post("bill?requestid=req-1", newBill)
      const id = idOf(first.body)
      assert.strictEqual(idOf(again.body), id)
      assert.strictEqual(idOf((yield* post("bill?requestid=req-1", { ...newBill, DocNumber: "W-9" })).body), id)
      assert.strictEqual(yield* count, before + 1)
      yield* refusal("6000", `bill?requestid=${"x".repeat(51)}`, newBill)
      assert.strictEqual((yield* post(`bill?requestid=${"x".repeat(50)}`, { ...newBill, DocNumber: "W-3" })).status, 200)
    })
  )

  it.effect("serve a batch item by item, faults in their places, and a repeated one once", () =>
    Effect.gen(function* () {
      const { count, post, refusal } = yield* opened
      const items = [
        { bId: "a", operation: "create", Bill: newBill },
        { bId: "b", operation: "create", Bill: { ...newBill, VendorRef: { value: "999999" } } },
        { bId: "c", Query: "select count(*) from Bill" },
        { bId: "d", operation: "update", optionsData: "void", Invoice: { Id: openInvoice.id, SyncToken: "99", sparse: true } }
      ]
      const before = yield* count
      const { body, status } = yield* post("batch?requestid=batch-1", { BatchItemRequest: items })
      assert.strictEqual(status, 200, body)
      assert.match(body, /"Bill":\{.*\},"bId":"a"/)
      assert.match(body, /"code":"2500".*"bId":"b"/)
      assert.include(body, `"QueryResponse":{"totalCount":${before + 1}},"bId":"c"`)
      assert.match(body, /"code":"5010".*"bId":"d"/)
      yield* post("batch?requestid=batch-1", { BatchItemRequest: items })
      assert.strictEqual(yield* count, before + 1)
      const item = { bId: "q", Query: "select count(*) from Bill" }
      assert.strictEqual((yield* post("batch", { BatchItemRequest: Array.from({ length: 30 }, () => item) })).status, 200)
      yield* refusal("6000", "batch", { BatchItemRequest: Array.from({ length: 31 }, () => item) })
      yield* refusal("2020", "batch", {})
    })
  )

  it.effect("send an invoice by an empty body of octets", () =>
    Effect.gen(function* () {
      const { refusal, send } = yield* opened
      const octets = "application/octet-stream"
      const path = `invoice/${openInvoice.id}/send`
      const sent = yield* send("POST", `${path}?sendTo=${encodeURIComponent("a.person@example.com")}`, "", octets)
      assert.strictEqual(sent.status, 200, sent.body)
      assert.include(sent.body, '"EmailStatus":"EmailSent"')
      assert.include(sent.body, '"BillEmail":{"Address":"a.person@example.com"}')
      assert.match(sent.body, /"DeliveryInfo":\{"DeliveryType":"Email","DeliveryTime":"2026-03-17T12:00:\d\d-08:00"\}/)
      yield* refusal("500", path, {})
      assert.include((yield* send("POST", `${path}?sendTo=nobody`, "", octets)).body, '"code":"2210"')
      assert.include((yield* send("POST", "invoice/999999/send", "", octets)).body, '"code":"610"')
    })
  )
})

describe("settings of a company, over HTTP", () => {
  it.effect("make a page hold a row too many, which the next page repeats", () =>
    Effect.gen(function* () {
      const { get, settings } = yield* opened
      const page = (from: number) =>
        Effect.map(
          get(`query?query=${encodeURIComponent(`select * from Bill startposition ${from} maxresults 5`)}`),
          ({ body }) => [...body.matchAll(/"Id":"(\d+)","SyncToken"/g)].map((match) => match[1])
        )
      assert.strictEqual((yield* page(1)).length, 5)
      yield* settings({ extraRow: true })
      const first = yield* page(1)
      assert.strictEqual(first.length, 6)
      assert.strictEqual((yield* page(6))[0], first[5])
    })
  )

  it.effect("say after how long to come back, or do not", () =>
    Effect.gen(function* () {
      const { raw, settings } = yield* opened
      const refused = Effect.gen(function* () {
        const answers = yield* Effect.forEach(Array.from({ length: 11 }), () =>
          raw("query?query=select%20count(*)%20from%20Bill")
        )
        return answers[10]
      })
      assert.deepInclude(yield* refused, { status: 429, retryAfter: null })
      yield* settings({ retryAfterSeconds: 7 })
      assert.deepInclude(yield* refused, { status: 429, retryAfter: "7" })
    })
  )

  it.effect("move the day the books take for today", () =>
    Effect.gen(function* () {
      const { get, post, settings } = yield* opened
      yield* settings({ asOf: LocalDate.make("2026-05-02") })
      assert.include((yield* post("bill", newBill)).body, '"TxnDate":"2026-05-02"')
      assert.include((yield* get("reports/AgedPayables")).body, '"EndPeriod":"2026-05-02"')
    })
  )
})

describe("queries over books that change, over HTTP", () => {
  it.effect("find by pattern, list, quoted name and last update, in an order", () =>
    Effect.gen(function* () {
      const { get, post } = yield* opened
      const query = (text: string) => Effect.map(get(`query?query=${encodeURIComponent(text)}`), ({ body }) => body)
      yield* post("vendor", { DisplayName: "O'Brien \\ Sons" })
      yield* post("vendor", { DisplayName: "Obrecht" })
      assert.include(yield* query("select * from Vendor where DisplayName = 'O\\'Brien \\\\ Sons'"), "O'Brien")
      const pattern = "where DisplayName like 'O%' and DisplayName in ('Obrecht', 'O\\'Brien \\\\ Sons')"
      const names = (body: string) => [...body.matchAll(/"DisplayName":"(O[^"]{2})/g)].map((match) => match[1])
      assert.deepStrictEqual(names(yield* query(`select * from Vendor ${pattern} orderby DisplayName`)), ["O'B", "Obr"])
      assert.deepStrictEqual(names(yield* query(`select * from Vendor ${pattern} orderby DisplayName desc`)), ["Obr", "O'B"])
      assert.include(
        yield* query("select count(*) from Vendor where MetaData.LastUpdatedTime >= '2026-03-17T20:00:00Z'"),
        '"totalCount":2'
      )
      assert.include(
        yield* query("select count(*) from Vendor where MetaData.LastUpdatedTime > '2026-03-17T12:00:01-08:00'"),
        '"totalCount":1'
      )
    })
  )

  it.effect("show what was made inactive only to a query that asks for it", () =>
    Effect.gen(function* () {
      const { get, post } = yield* opened
      const made = yield* post("customer", { DisplayName: "Soon Gone" })
      const found = (where: string) =>
        Effect.map(
          get(`query?query=${encodeURIComponent(`select count(*) from Customer where DisplayName like 'Soon%'${where}`)}`),
          ({ body }) => /"totalCount":(\d+)/.exec(body)?.[1]
        )
      assert.strictEqual(yield* found(""), "1")
      yield* post("customer", { Id: idOf(made.body), SyncToken: "0", sparse: true, Active: false })
      assert.strictEqual(yield* found(""), "0")
      assert.strictEqual(yield* found(" and Active in (true, false)"), "1")
      assert.strictEqual(yield* found(" and Active = true"), "0")
    })
  )
})

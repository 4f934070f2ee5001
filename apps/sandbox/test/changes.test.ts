import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Fiber, Layer, Redacted, Result, Schema, Stream } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies, generate } from "../src/companies/generate.ts"
import { recordedCompany, recordedRealmId } from "../src/companies/recorded.ts"
import { Changes } from "../src/ledger/Changes.ts"
import { Sandbox } from "../src/Sandbox.ts"
import { applyOrder } from "../src/store/applyOrder.ts"
import { ChangeOrder, orderChange } from "../src/store/ChangeOrder.ts"
import { CompanyStores } from "../src/store/CompanyStores.ts"
import { NodeServices } from "@effect/platform-node"
import { asOf, started } from "./support.ts"

const [northlight] = demoCompanies({ seed: 1, asOf }).map(ledgerSource)
const load = ledgerSource(generate({ rows: 10_000, seed: 1, asOf }))
const noon = Date.parse(`${asOf}T20:00:00Z`)

const Listed = Schema.Struct({
  CDCResponse: Schema.Tuple([Schema.Struct({ QueryResponse: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)) })])
})
const Objects = Schema.Array(
  Schema.Struct({
    Id: Schema.String,
    status: Schema.optionalKey(Schema.String),
    SyncToken: Schema.optionalKey(Schema.String),
    MetaData: Schema.Struct({ LastUpdatedTime: Schema.String })
  })
)

/** A company on the test's own clock, which moves by a second a call so that no limit is met. */
const opened = (company: typeof northlight) =>
  Effect.gen(function* () {
    if (company === undefined) return yield* Effect.die("no company")
    yield* TestClock.setTime(noon)
    const { connect, url } = yield* started([company])
    const { credentials } = yield* connect(company.realmId)
    const ask = (path: string) =>
      Effect.andThen(
        TestClock.adjust("1 second"),
        Effect.promise(async () => {
          const headers = { authorization: `Bearer ${Redacted.value(credentials.accessToken)}` }
          const answer = await fetch(`${url}/v3/company/${company.realmId}/${path}`, { headers })
          return { status: answer.status, body: await answer.text() }
        })
      )
    const query = (text: string) => ask(`query?query=${encodeURIComponent(text)}`)
    const post = (body: unknown, realmId = company.realmId) =>
      Effect.promise(async () => {
        const answer = await fetch(`${url}/_sandbox/companies/${realmId}/changes`, { method: "POST", body: JSON.stringify(body) })
        return { status: answer.status, body: await answer.text() }
      })
    const order = (change: ChangeOrder) => Effect.provide(orderChange(url, company.realmId, change), FetchHttpClient.layer)
    const changed = Effect.fnUntraced(function* (entities: string, since: string) {
      const { body, status } = yield* ask(`cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`)
      assert.strictEqual(status, 200, body)
      const { CDCResponse } = yield* Schema.decodeUnknownEffect(Listed)(exactJson(body))
      return yield* Effect.forEach(CDCResponse[0].QueryResponse, (part) => {
        const [list = []] = Object.entries(part).flatMap(([name, value]) => (/^[A-Z]/.test(name) ? [value] : []))
        return Schema.decodeUnknownEffect(Objects)(list)
      })
    })
    const now = Effect.map(DateTime.now, DateTime.formatIso)
    return { ask, query, post, order, changed, now, books: company.books }
  })

const first = <A>(list: ReadonlyArray<A> | undefined): A => {
  const found = list?.[0]
  if (found === undefined) throw new Error("none")
  return found
}

describe("changes on order, over HTTP", () => {
  it.effect("show in queries, in change data and in reports", () =>
    Effect.gen(function* () {
      const { ask, books, changed, now, order, query } = yield* opened(northlight)
      const vendorId = first(books?.vendors).id
      const before = yield* now
      assert.deepStrictEqual(yield* changed("Bill,Vendor,Account,Invoice", before), [[], [], [], []])
      const bill = yield* order({
        order: "create",
        document: { entity: "Bill", vendorId, amount: "1234.56", docNumber: "NEW-1" }
      })
      assert.deepInclude(bill, { entity: "Bill", syncToken: "0" })
      assert.include((yield* query("select * from Bill where DocNumber = 'NEW-1'")).body, '"TotalAmt":1234.56')
      assert.include((yield* ask("reports/AgedPayableDetail")).body, '"NEW-1"')

      const [bills, vendors, accounts, invoices] = yield* changed("Bill,vendor,Account,Invoice", before)
      assert.deepStrictEqual(
        bills?.map(({ Id, SyncToken }) => [Id, SyncToken]),
        [[bill.id, "0"]]
      )
      // A balance moves an object's last update and not its SyncToken.
      assert.deepStrictEqual(
        vendors?.map(({ Id, SyncToken }) => [Id, SyncToken]),
        [[vendorId, "0"]]
      )
      assert.strictEqual(accounts?.length, 2)
      assert.deepStrictEqual(invoices, [])

      yield* TestClock.adjust("5 seconds")
      const between = yield* now
      const edited = yield* order({ order: "editDate", id: bill.id, date: asOf })
      assert.strictEqual(edited.syncToken, "1")
      // The day moved no balance.
      assert.deepStrictEqual(
        (yield* changed("Bill,Vendor,Account", between)).map((list) => list.length),
        [1, 0, 0]
      )
    })
  )

  it.effect("show a deleted object once, as deleted, and nowhere else", () =>
    Effect.gen(function* () {
      const { ask, books, changed, now, order, query } = yield* opened(northlight)
      const since = yield* now
      const customerId = first(books?.customers).id
      const { id } = yield* order({ order: "create", document: { entity: "Invoice", customerId, amount: "10.00" } })
      yield* order({ order: "delete", id })
      const [invoices = []] = yield* changed("Invoice", since)
      assert.deepStrictEqual(
        invoices.map((invoice) => [invoice.Id, invoice.status, invoice.SyncToken]),
        [[id, "Deleted", undefined]]
      )
      assert.include((yield* query(`select * from Invoice where Id = '${id}'`)).body, '"QueryResponse":{}')
      const read = yield* ask(`invoice/${id}`)
      assert.strictEqual(read.status, 400)
      assert.include(read.body, '"code":"610"')
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* changed("Invoice", yield* now), [[]])
    })
  )

  it.effect("cut change data at a thousand objects over all entities without saying so", () =>
    Effect.gen(function* () {
      const { changed, now, order } = yield* opened(load)
      const since = yield* now
      yield* order({ order: "touch", entity: "Bill", limit: 700 })
      yield* order({ order: "touch", entity: "Invoice", limit: 700 })
      const [bills = [], invoices = [], payments = []] = yield* changed("Bill,Invoice,Payment", since)
      assert.deepStrictEqual([bills.length, invoices.length, payments.length], [700, 300, 0])
      assert.strictEqual((yield* changed("Invoice", since))[0]?.length, 700)
    })
  )

  it.effect("show a word nobody knows where one was invented, as a new version of the object", () =>
    Effect.gen(function* () {
      const { ask, books, now, order } = yield* opened(northlight)
      const since = encodeURIComponent(yield* now)
      const id = books?.transactions.find(({ type }) => type === "Invoice")?.id ?? ""
      yield* order({ order: "invent", entity: "Invoice", id, member: "EmailStatus", word: "ByPigeon" })
      const told = yield* ask(`cdc?entities=Invoice&changedSince=${since}`)
      assert.match(told.body, new RegExp(`"EmailStatus":"ByPigeon"[^]*"Id":"${id}","SyncToken":"2"`))
      const unknown = yield* Effect.flip(
        order({ order: "invent", entity: "Invoice", id: "0", member: "EmailStatus", word: "ByPigeon" })
      )
      assert.strictEqual(unknown._tag, "HttpClientError")
    })
  )

  it.effect("refuse change data older than thirty days, and questions that are not whole", () =>
    Effect.gen(function* () {
      const { ask } = yield* opened(northlight)
      const at = (days: number) => DateTime.formatIso(DateTime.makeUnsafe(noon - days * 86_400_000))
      assert.strictEqual((yield* ask(`cdc?entities=Bill&changedSince=${at(29.9)}`)).status, 200)
      const old = yield* ask(`cdc?entities=Bill&changedSince=${at(30.1)}`)
      assert.strictEqual(old.status, 400)
      assert.include(old.body, "ValidationFault")
      assert.include(old.body, "older than fixed days")
      for (const path of [
        "cdc?entities=Bill",
        `cdc?changedSince=${at(1)}`,
        `cdc?entities=Bil&changedSince=${at(1)}`,
        "cdc?entities=Bill&changedSince=soon"
      ]) {
        const answer = yield* ask(path)
        assert.strictEqual(answer.status, 400, path)
        assert.include(answer.body, '"Fault"')
      }
    })
  )

  it.effect("rename a party inside its documents without moving their last update", () =>
    Effect.gen(function* () {
      const { books, changed, now, order, query } = yield* opened(northlight)
      const bill = first(books?.transactions.flatMap((one) => (one.type === "Bill" ? [one] : [])))
      const since = yield* now
      yield* order({ order: "rename", entity: "Vendor", id: bill.vendorId, name: "Quite Another Name" })
      assert.include((yield* query(`select * from Bill where Id = '${bill.id}'`)).body, '"name":"Quite Another Name"')
      const [bills, vendors] = yield* changed("Bill,Vendor", since)
      assert.deepStrictEqual(bills, [])
      assert.deepStrictEqual(
        vendors?.map(({ Id, SyncToken }) => [Id, SyncToken]),
        [[bill.vendorId, "1"]]
      )
    })
  )

  it.effect("merge a vendor: gone, and its documents name the other", () =>
    Effect.gen(function* () {
      const { books, changed, now, order, query } = yield* opened(northlight)
      const bill = first(books?.transactions.flatMap((one) => (one.type === "Bill" ? [one] : [])))
      const targetId = first(books?.vendors.filter(({ active, id }) => active && id !== bill.vendorId)).id
      const since = yield* now
      yield* order({ order: "merge", entity: "Vendor", sourceId: bill.vendorId, targetId })
      assert.include((yield* query(`select * from Bill where Id = '${bill.id}'`)).body, `"VendorRef":{"value":"${targetId}"`)
      const [vendors = []] = yield* changed("Vendor", since)
      assert.sameDeepMembers(
        vendors.map(({ Id, status }) => [Id, status]),
        [
          [bill.vendorId, "Deleted"],
          [targetId, undefined]
        ]
      )
    })
  )

  it.effect("plant an invoice that reports count and nobody can find", () =>
    Effect.gen(function* () {
      const { ask, books, changed, now, order, query } = yield* opened(northlight)
      const customerId = first(books?.customers).id
      const since = yield* now
      const document = { entity: "Invoice", customerId, amount: "7777.77", docNumber: "GHOST" } as const
      const { id } = yield* order({ order: "create", silent: true, document })
      yield* order({ order: "diverge", id, how: "hidden" })
      const seen = Effect.gen(function* () {
        return {
          query: (yield* query("select count(*) from Invoice where DocNumber = 'GHOST'")).body.includes('"totalCount":1'),
          read: (yield* ask(`invoice/${id}`)).status === 200,
          changed: (yield* changed("Invoice", since))[0]?.length === 1,
          report: (yield* ask("reports/AgedReceivableDetail")).body.includes("GHOST")
        }
      })
      assert.deepStrictEqual(yield* seen, { query: false, read: false, changed: false, report: true })
      yield* order({ order: "diverge", id, how: "unreported" })
      assert.deepStrictEqual(yield* seen, { query: true, read: true, changed: true, report: false })
      yield* order({ order: "diverge", id, how: "none" })
      assert.deepStrictEqual(yield* seen, { query: true, read: true, changed: true, report: true })
    })
  )

  it.effect("void a payment to nothing, and the invoice is open again", () =>
    Effect.gen(function* () {
      const { ask, books, order } = yield* opened(northlight)
      const payment = first(
        books?.transactions.flatMap((one) => (one.type === "Payment" && one.applied[0] !== undefined ? [one] : []))
      )
      yield* order({ order: "void", id: payment.id })
      const voided = yield* ask(`payment/${payment.id}`)
      assert.include(voided.body, '"TotalAmt":0.00')
      assert.include(voided.body, '"PrivateNote":"Voided"')
      assert.notInclude((yield* ask(`invoice/${first(payment.applied).id}`)).body, `"TxnId":"${payment.id}"`)
    })
  )

  it.effect("leave a receipt that was deposited as it is", () =>
    Effect.gen(function* () {
      const { ask, books, order, post } = yield* opened(northlight)
      const customerId = first(books?.customers).id
      const accountId = first(books?.accounts.filter(({ subType }) => subType === "UndepositedFunds")).id
      const document = { entity: "Payment", customerId, amount: "40.00", accountId } as const
      const { id } = yield* order({ order: "create", document })
      const deposit = yield* order({ order: "create", document: { entity: "Deposit", paymentId: id } })
      assert.include((yield* ask(`deposit/${deposit.id}`)).body, `"TxnId":"${id}"`)
      for (const change of [
        { order: "delete", id },
        { order: "void", id },
        { order: "editAmount", id, amount: "41.00" },
        { order: "create", document: { entity: "Deposit", paymentId: id } }
      ]) {
        const answer = yield* post(change)
        assert.strictEqual(answer.status, 409, JSON.stringify(change))
        assert.include(answer.body, '"code":"6540"')
      }
      yield* order({ order: "delete", id: deposit.id })
      assert.strictEqual((yield* order({ order: "editAmount", id, amount: "41.00" })).syncToken, "1")
    })
  )

  it.effect("are refused with Intuit's fault, and leave the books as they were", () =>
    Effect.gen(function* () {
      const { books, changed, now, post } = yield* opened(northlight)
      const since = yield* now
      const paid = first(books?.transactions.flatMap((one) => (one.type === "BillPayment" ? [one] : []))).applied[0]
      const cases = [
        [{ order: "delete", id: "999999" }, "610"],
        [{ order: "create", document: { entity: "Bill", vendorId: "999999", amount: "1.00" } }, "2500"],
        [{ order: "rename", entity: "Vendor", id: first(books?.vendors).id, name: first(books?.customers).displayName }, "6240"],
        [{ order: "editAmount", id: paid?.id, amount: "0.01" }, "6000"],
        [{ order: "delete", id: paid?.id }, "6000"]
      ] as const
      for (const [body, code] of cases) {
        const answer = yield* post(body)
        assert.strictEqual(answer.status, 409, answer.body)
        assert.include(answer.body, `"code":"${code}"`)
      }
      assert.strictEqual((yield* post({ order: "delete" })).status, 400)
      assert.strictEqual((yield* post({ order: "delete", id: "1" }, "1")).status, 404)
      assert.deepStrictEqual(yield* changed("Bill,Vendor,BillPayment", since), [[], [], []])
    })
  )

  it.effect("leave a recorded company as it is", () =>
    Effect.gen(function* () {
      const { ask, post } = yield* opened(yield* Effect.provide(recordedCompany, NodeServices.layer))
      assert.strictEqual((yield* post({ order: "delete", id: "1" }, recordedRealmId)).status, 404)
      const answer = yield* ask("cdc?entities=Vendor&changedSince=2026-03-17")
      assert.strictEqual(answer.status, 400)
      assert.include(answer.body, '"code":"500"')
    })
  )
})

const layer = CompanyStores.layer.pipe(
  Layer.provideMerge(Changes.layer),
  Layer.provide(
    Layer.succeed(Sandbox, {
      clientId: "",
      clientSecret: Redacted.make(""),
      companies: northlight === undefined ? [] : [northlight]
    })
  )
)

describe("the changes that are told", () => {
  it.effect("are those whose version moved, and none of a silent change", () =>
    Effect.gen(function* () {
      if (northlight === undefined) return assert.fail("no company")
      const { realmId } = northlight
      const changes = yield* Changes
      const stores = yield* CompanyStores
      const customerId = first(northlight.books?.customers).id
      const change = (order: ChangeOrder) =>
        Effect.flatMap(
          stores.change(realmId, (draft, state) => applyOrder(draft, state, order), { silent: order.silent }),
          (written) =>
            written === undefined || Result.isFailure(written) ? Effect.die("refused") : Effect.succeed(written.success.id)
        )
      const told = yield* changes.all.pipe(Stream.take(4), Stream.runCollect, Effect.forkChild({ startImmediately: true }))
      yield* Effect.yieldNow
      const lost = yield* change({
        order: "create",
        silent: true,
        document: { entity: "Invoice", customerId, amount: "5.00" }
      })
      const invoiceId = yield* change({ order: "create", document: { entity: "Invoice", customerId, amount: "50.00" } })
      const applied = [{ id: invoiceId, amount: "20.00" }]
      const paymentId = yield* change({ order: "create", document: { entity: "Payment", customerId, amount: "20.00", applied } })
      yield* change({ order: "void", id: lost })
      assert.deepStrictEqual(
        (yield* Fiber.join(told)).map(({ entity, id, operation }) => [entity, id, operation]),
        [
          ["Invoice", invoiceId, "Create"],
          ["Payment", paymentId, "Create"],
          ["Invoice", invoiceId, "Update"],
          ["Invoice", lost, "Void"]
        ]
      )
    }).pipe(Effect.provide(layer))
  )

  it.effect("are all there when many are made at once", () =>
    Effect.gen(function* () {
      if (northlight === undefined) return assert.fail("no company")
      const stores = yield* CompanyStores
      const vendorId = first(northlight.books?.vendors).id
      const order: ChangeOrder = { order: "touch", entity: "Vendor", limit: 1 }
      const written = yield* Effect.forEach(
        Array.from({ length: 200 }),
        () => stores.change(northlight.realmId, (draft, state) => applyOrder(draft, state, order)),
        { concurrency: "unbounded" }
      )
      const tokens = written.flatMap((one) => (one === undefined || Result.isFailure(one) ? [] : [Number(one.success.syncToken)]))
      assert.strictEqual(new Set(tokens).size, 200)
      const row = ((yield* stores.company(northlight.realmId))?.rows("Vendor") ?? []).find(
        ({ fields }) => fields["Id"] === vendorId
      )
      assert.strictEqual(row?.fields["SyncToken"], "200")
    }).pipe(Effect.provide(layer))
  )
})

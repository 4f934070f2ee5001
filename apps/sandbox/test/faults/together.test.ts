import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Redacted, Result, Schedule } from "effect"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { asOf, started } from "../support.ts"
import { receiver, verifierToken } from "../webhooks/receiver.ts"

const books = demoCompanies({ seed: 1, asOf }).slice(0, 1)
const [realmId = ""] = books.map((one) => one.realmId)
const [vendorId = ""] = books.flatMap(({ vendors }) => vendors.filter(({ active }) => active).map(({ id }) => id))

/** A company whose books change, whose changes are told, and which fails on order. */
const opened = Effect.gen(function* () {
  const to = yield* receiver
  const sandbox = yield* started(books.map(ledgerSource))
  yield* sandbox.control("PUT", "webhooks/receiver", { address: to.address, verifierToken: Redacted.value(verifierToken) })
  const { credentials } = yield* sandbox.connect(realmId)
  const ask = (method: string, path: string, body?: unknown) =>
    Effect.result(
      Effect.tryPromise(async () => {
        const headers = {
          authorization: `Bearer ${Redacted.value(credentials.accessToken)}`,
          "content-type": "application/json"
        }
        const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
        return (await fetch(`${sandbox.url}/v3/company/${realmId}/${path}`, init)).json()
      })
    )
  const run = (id: string) => sandbox.control("POST", `scenarios/${id}`, { realmId })
  const newBill = (docNumber: string) =>
    sandbox.control("POST", `companies/${realmId}/changes`, {
      order: "create",
      document: { entity: "Bill", vendorId, amount: "120.50", docNumber }
    })
  const lost = Effect.flatMap(sandbox.control("GET", "webhooks"), ({ body }) =>
    body.deliveries.some(({ state }: { readonly state: string }) => state === "lost") ? Effect.void : Effect.fail("not yet")
  ).pipe(Effect.retry(Schedule.upTo(Schedule.spaced("50 millis"), { times: 400 })))
  return { lost, ...sandbox, ...to, credentials, ask, run, newBill }
})

describe("books that change, beside failures", () => {
  it.live("are told of by webhook, and not when the event is lost", () =>
    Effect.gen(function* () {
      const { lost, newBill, run, until } = yield* opened
      yield* run("event_lost")
      assert.strictEqual((yield* newBill("E-1")).status, 200)
      yield* lost
      const { body } = yield* newBill("E-2")
      const [one] = yield* until(1)
      assert.isTrue(one?.isSigned)
      const told = one?.events.filter(({ entity }) => entity === "bill").map(({ entityId, operation }) => [entityId, operation])
      assert.deepStrictEqual(told, [[body.id, "create"]])
    })
  )

  it.live("answer a change data capture call with 1,000 objects when the cut is ordered", () =>
    Effect.gen(function* () {
      const { ask, newBill, run } = yield* opened
      const { body } = yield* newBill("C-1")
      yield* run("cdc_cut")
      const since = encodeURIComponent(DateTime.formatIso(DateTime.subtract(yield* DateTime.now, { hours: 1 })))
      const answer = Result.getOrThrow(yield* ask("GET", `cdc?entities=Bill,Vendor&changedSince=${since}`))
      const objects: ReadonlyArray<{ Id: string }> = answer.CDCResponse[0].QueryResponse.flatMap(
        (one: Readonly<Record<string, ReadonlyArray<{ Id: string }>>>) => [...(one["Bill"] ?? []), ...(one["Vendor"] ?? [])]
      )
      assert.lengthOf(objects, 1000)
      assert.isTrue(objects.some(({ Id }) => Id === body.id))
    })
  )

  it.live("write once what is sent again with its requestid after the answer was lost", () =>
    Effect.gen(function* () {
      const { ask, credentials, quickbooks, run } = yield* opened
      const before = yield* quickbooks.count(credentials, "Bill")
      yield* run("replayed_requestid")
      const [{ accounts = [] } = {}] = books
      const accountId = accounts.find(({ name }) => name === "Software")?.id ?? ""
      const line = {
        Amount: 10,
        DetailType: "AccountBasedExpenseLineDetail",
        AccountBasedExpenseLineDetail: { AccountRef: { value: accountId } }
      }
      const send = ask("POST", "bill?requestid=r-1", { VendorRef: { value: vendorId }, Line: [line] })
      assert.isTrue(Result.isFailure(yield* send))
      assert.strictEqual(yield* quickbooks.count(credentials, "Bill"), before + 1)
      assert.isString(Result.getOrThrow(yield* send).Bill.Id)
      assert.strictEqual(yield* quickbooks.count(credentials, "Bill"), before + 1)
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../../src/companies/generate.ts"
import { replaySource } from "../../src/replay/replaySource.ts"
import { scenarios } from "../../src/faults/scenarios.ts"
import { asOf, started } from "../support.ts"

const recording = replaySource("123145800000099", "A recording of nothing", [])
const companies = [...demoCompanies({ seed: 1, asOf }).slice(0, 2).map(ledgerSource), recording]
const [realmId = "", otherRealmId = "", emptyRealmId = ""] = companies.map((company) => company.realmId)

const open = Effect.map(started(companies), ({ connect, control, quickbooks, url }) => {
  /** How many bills the company has. */
  const billCount = Effect.flatMap(connect(realmId), ({ credentials }) => quickbooks.count(credentials, "Bill"))
  const page = (query = "") =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}/_sandbox${query}`)
      return { status: answer.status, text: await answer.text() }
    })
  /** As a browser sends a form and follows where it is sent. */
  const submit = (fields: Readonly<Record<string, string>>) =>
    Effect.promise(async () => {
      const answer = await fetch(`${url}/_sandbox`, { method: "POST", body: new URLSearchParams(fields) })
      return { status: answer.status, from: new URL(answer.url).search, text: await answer.text() }
    })
  return { billCount, control, page, submit }
})

describe("the page of the sandbox", () => {
  it.live("says what it is, and offers every company and every scenario by a button with a name of its own", () =>
    Effect.gen(function* () {
      const { page } = yield* open
      const { text } = yield* page()
      assert.include(text, "This is the sandbox, not Intuit.")
      assert.include(text, '<html lang="en">')
      assert.include(text, "Harbor &amp; Pine Construction</option>")
      assert.include(text, "every call is answered as it should be")
      assert.notInclude(text, "<script")
      for (const { id } of scenarios) assert.strictEqual(text.split(`aria-label="Run ${id}"`).length, 2, id)
      assert.strictEqual((yield* page("?realmId=1")).status, 404)
    })
  )

  it.live("runs a scenario on the company that is shown, tells what waits, and takes it back", () =>
    Effect.gen(function* () {
      const { control, page, submit } = yield* open
      const ran = yield* submit({ action: "run", id: "reports_down", realmId })
      assert.strictEqual(ran.status, 200)
      assert.include(ran.text, "Ordered: Reports fail four times while queries go on.")
      assert.include(ran.text, "<code>unavailable</code> 4 times, on report calls")
      assert.include((yield* submit({ action: "run", id: "event_lost", realmId })).text, "<code>lost</code> on the next delivery")
      assert.include((yield* page(`?realmId=${otherRealmId}`)).text, "every call is answered as it should be")
      yield* submit({ action: "run", id: "outage", realmId: otherRealmId })
      const cleared = yield* submit({ action: "clear", realmId })
      assert.include(cleared.text, "Taken back.")
      assert.include(cleared.text, "every call is answered as it should be")
      const left: ReadonlyArray<{ realmId: string }> = (yield* control("GET", "faults")).body
      assert.deepStrictEqual([...new Set(left.map((order) => order.realmId))], [otherRealmId])
      assert.deepStrictEqual((yield* control("GET", "webhooks")).body.orders, [])
    })
  )

  it.live("changes the books, and says so when there is nothing to change", () =>
    Effect.gen(function* () {
      const { billCount, page, submit } = yield* open
      const before = yield* billCount
      assert.include((yield* submit({ action: "change", id: "new_bill", realmId })).text, "Changed: A vendor&#39;s bill")
      assert.strictEqual(yield* billCount, before + 1)
      assert.include((yield* submit({ action: "change", id: "edit_bill", realmId })).text, "Changed: The amount")
      assert.include(
        (yield* submit({ action: "change", id: "delete_bill", realmId })).text,
        "Changed: An unpaid bill is deleted."
      )
      assert.strictEqual(yield* billCount, before)
      assert.strictEqual((yield* submit({ action: "change", id: "burn_books", realmId })).status, 404)
      assert.include((yield* page(`?realmId=${emptyRealmId}`)).text, "A recording: its books cannot change.")
      const refused = yield* submit({ action: "change", id: "new_bill", realmId: emptyRealmId })
      assert.include(refused.text, "The books do not allow this change now.")
    })
  )

  it.live("shows how the company's deliveries fared", () =>
    Effect.gen(function* () {
      const { control, page, submit } = yield* open
      const event = { realmId, entity: "Bill", id: "1", operation: "Update" }
      yield* control("POST", "webhooks", { events: [event], fault: "lost" })
      assert.include((yield* page()).text, "1 event of 1 company, cloudevents; <code>lost</code>; never sent")
      assert.include((yield* page(`?realmId=${otherRealmId}`)).text, "No event of this company was told yet.")
      assert.strictEqual((yield* submit({ action: "run", id: "earthquake", realmId })).status, 404)
      assert.strictEqual((yield* submit({ action: "run", id: "outage", realmId: "1" })).status, 404)
      assert.strictEqual((yield* submit({ action: "shout", realmId })).status, 400)
    })
  )
})

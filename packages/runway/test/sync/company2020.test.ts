import { LocalDate } from "@beep/kernel/LocalDate"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import expected from "../ledger/fixtures/expected_company_2020.json" with { type: "json" }
import { company2020 } from "./support/companies.ts"
import { connectedFirm, suite, versionsOf } from "./support/suite.ts"

const cents = (text: string) => BigInt(text.replace(".", ""))
const asOf = LocalDate.make("2020-09-29")

layer(suite, { excludeTestServices: true })("the recorded company of 2020, synced over HTTP", (it) => {
  it.effect("agrees with the recording to the cent and names what it never sent", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(company2020)
      const sync = yield* Sync
      const ledger = yield* Ledger
      const status = yield* me(sync.run(clientId))
      assert.strictEqual(status.phase, "succeeded")
      const books = yield* me(ledger.snapshot(clientId, asOf))
      const total = (entityType: string) =>
        books.partyBalances
          .filter((party) => party.entityType === entityType)
          .reduce((sum, party) => sum + party.balanceMinor, 0n)
      assert.strictEqual(total("Customer"), cents(expected.ar.sum_customer_balance))
      assert.strictEqual(total("Vendor"), cents(expected.ap.sum_vendor_balance))
      const cash = books.accounts.filter((account) => account.role === "included")
      assert.deepStrictEqual(
        cash.map((account) => account.name),
        ["Checking", "Savings"]
      )
      assert.strictEqual(
        cash.reduce((sum, account) => sum + account.balanceMinor, 0n),
        cents(expected.cash.bank_total)
      )
      assert.isFalse(cash.some((account) => account.typeKnown))
      assert.strictEqual(books.partyBalances.find((party) => party.name === "Hall Properties")?.balanceMinor, 5_220_000n)
      assert.deepStrictEqual(
        books.coverage.inputs.filter((input) => input.state === "missing").map((input) => input.input),
        ["accounts", "invoices", "bills", "credit_memos", "payments", "vendor_credits", "bill_payments", "journal_entries"]
      )
      assert.strictEqual(books.coverage.historyFrom, "2020-09-01")
    })
  )

  it.effect("writes nothing when the same company is read again, and says so in the log", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(company2020)
      const sync = yield* Sync
      const admin = yield* TestDatabase.AdminSql
      yield* me(sync.run(clientId))
      const first = yield* versionsOf(clientId)
      assert.strictEqual(first.filter((version) => version.entity_type === "Customer").length, expected.ar.customers)
      assert.strictEqual(first.filter((version) => version.entity_type === "Vendor").length, expected.ap.vendors)
      yield* me(sync.run(clientId))
      assert.deepStrictEqual(yield* versionsOf(clientId), first)
      const runs =
        yield* admin`select versions_written::int as written from runway.sync_run where client_id = ${clientId}::uuid order by started_at`
      assert.deepStrictEqual(runs, [{ written: first.length }, { written: 0 }])
      const logged =
        yield* admin`select action from audit.entry where client_id = ${clientId}::uuid and action like 'sync.%' order by at, id`
      assert.deepStrictEqual(
        logged.map((row) => row["action"]),
        ["sync.started", "sync.completed", "sync.started", "sync.completed"]
      )
    })
  )

  it.effect("keeps no name, number or source text in the clear", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(company2020)
      yield* me(Effect.flatMap(Sync, (sync) => sync.run(clientId)))
      const admin = yield* TestDatabase.AdminSql
      const rows =
        yield* admin`select row_to_json(r)::text as text from runway.ledger_record r where client_id = ${clientId}::uuid`.pipe(
          Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Schema.Struct({ text: Schema.String }))))
        )
      const pages =
        yield* admin`select labels_sealed, records_sealed from runway.ledger_page where client_id = ${clientId}::uuid`.pipe(
          Effect.flatMap(
            Schema.decodeUnknownEffect(
              Schema.Array(Schema.Struct({ labels_sealed: Schema.Uint8Array, records_sealed: Schema.Uint8Array }))
            )
          )
        )
      const latin = new TextDecoder("latin1")
      const stored = [
        ...rows.map((row) => row.text),
        ...pages.flatMap((page) => [latin.decode(page.labels_sealed), latin.decode(page.records_sealed)])
      ].join("\n")
      assert.isAbove(stored.length, 10_000)
      assert.notMatch(stored, /Hall Properties|Bird Sanctuary|Checking|Birds@Intuit/)
    })
  )
})

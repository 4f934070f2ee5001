import { LocalDate } from "@beep/kernel/LocalDate"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, invoice, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite } from "./support/suite.ts"

const asOf = LocalDate.make("2020-09-29")

layer(suite, { excludeTestServices: true })("where a sync stands", (it) => {
  it.effect("is one run, however many ask at once", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
      const sync = yield* Sync
      const admin = yield* TestDatabase.AdminSql
      assert.strictEqual((yield* me(sync.state(clientId))).phase, "never")
      const answers = yield* Effect.all(
        Array.from({ length: 8 }, () => me(sync.start(clientId))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(answers.map((answered) => answered.runId)).size, 1)
      const ended = yield* me(sync.state(clientId)).pipe(Effect.repeat({ until: (status) => status.phase !== "running" }))
      assert.strictEqual(ended.phase, "succeeded")
      assert.deepStrictEqual(
        yield* admin`select count(*)::int as runs from runway.sync_run where client_id = ${clientId}::uuid`,
        [{ runs: 1 }]
      )
    })
  )

  it.effect("keeps the old rows of a type that cannot be read, and calls it halted", () =>
    Effect.gen(function* () {
      const { clientId, intuit, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
      const sync = yield* Sync
      const ledger = yield* Ledger
      yield* me(sync.run(clientId))
      const broken = smallCompany([])
      intuit.data = answer({ ...broken, entities: { ...broken.entities, Invoice: undefined, Customer: [] } })
      const status = yield* me(sync.run(clientId))
      const phases = new Map(status.entities.map((entity) => [entity.input, entity.phase]))
      assert.strictEqual(phases.get("invoices"), "failed")
      assert.strictEqual(phases.get("customers"), "succeeded")
      const books = yield* me(ledger.snapshot(clientId, asOf))
      assert.deepStrictEqual(
        books.receivables.map((item) => item.openMinor),
        [30_000n]
      )
      assert.isFalse(
        books.partyBalances.some((party) => party.entityType === "Customer"),
        "the customer was deleted"
      )
      assert.strictEqual(books.coverage.inputs.find((input) => input.input === "invoices")?.state, "halted")
      assert.strictEqual(books.coverage.inputs.find((input) => input.input === "customers")?.state, "synced")
    })
  )

  it.effect("stops at once when the company was unlinked, and waits for a person", () =>
    Effect.gen(function* () {
      const { clientId, intuit, me } = yield* connectedFirm(smallCompany([]))
      const sync = yield* Sync
      const unlinked = {
        Fault: {
          Error: [{ Message: "message=ApplicationAuthorizationFailed", Detail: "", code: "3100" }],
          type: "AuthorizationFault"
        }
      }
      intuit.data = () => Response.json(unlinked, { status: 403 })
      const before = intuit.calls.data
      assert.strictEqual((yield* me(sync.run(clientId))).phase, "halted")
      assert.strictEqual(intuit.calls.data, before + 1)
      assert.strictEqual((yield* Effect.flip(me(sync.run(clientId))))._tag, "ReconnectRequired")
    })
  )
})

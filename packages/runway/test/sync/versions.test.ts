import { LocalDate } from "@beep/kernel/LocalDate"
import { as } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Schema } from "effect"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, invoice, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite, versionsOf } from "./support/suite.ts"

const asOf = LocalDate.make("2020-09-29")
const known = DateTime.now

layer(suite, { excludeTestServices: true })("versions of the ledger", (it) => {
  it.effect("keep what was known, close what changed, and say what was deleted and came back", () =>
    Effect.gen(function* () {
      const { clientId, intuit, me } = yield* connectedFirm(smallCompany([invoice(1, 300), invoice(2, 200)]))
      const sync = yield* Sync
      const ledger = yield* Ledger
      const open = (at?: DateTime.Utc) =>
        Effect.map(me(ledger.snapshot(clientId, asOf, at)), (books) =>
          books.receivables.map((item) => `${item.qboId}:${item.openMinor}`)
        )
      yield* me(sync.run(clientId))
      const first = yield* known
      intuit.data = answer(smallCompany([invoice(1, 100, { SyncToken: "1" })]))
      yield* me(sync.run(clientId))
      const second = yield* known
      intuit.data = answer(smallCompany([invoice(1, 100, { SyncToken: "1" }), invoice(2, 200)]))
      yield* me(sync.run(clientId))

      assert.deepStrictEqual(yield* open(), ["1:10000", "2:20000"])
      assert.deepStrictEqual(yield* open(first), ["1:30000", "2:20000"])
      assert.deepStrictEqual(yield* open(second), ["1:10000"])
      const history = (yield* versionsOf(clientId)).filter((version) => version.entity_type === "Invoice")
      assert.deepStrictEqual(
        history.map(
          (version) =>
            `${version.qbo_id}.${version.version_no}${version.deleted ? " deleted" : ""}${version.current ? " current" : ""}`
        ),
        ["1.1", "1.2 current", "2.1", "2.2 deleted", "2.3 current"]
      )
    })
  )

  it.effect("cannot be changed or removed by the role that serves", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
      yield* me(Effect.flatMap(Sync, (sync) => sync.run(clientId)))
      const admin = yield* TestDatabase.AdminSql
      const as_app = (statement: string) =>
        Effect.exit(admin.withTransaction(Effect.andThen(admin.unsafe("set local role beep_app"), admin.unsafe(statement))))
      assert.strictEqual((yield* as_app("delete from runway.ledger_record"))._tag, "Failure")
      assert.strictEqual((yield* as_app("update runway.ledger_record set open_minor = 0"))._tag, "Failure")
      assert.strictEqual((yield* as_app("select count(*) from runway.ledger_record"))._tag, "Success")
      const reopen = yield* Effect.exit(
        admin`update runway.ledger_record set superseded_at = now() where client_id = ${clientId}::uuid and superseded_at is not null`
      )
      assert.strictEqual(reopen._tag, "Success", "nothing is closed yet, so nothing is refused")
      yield* admin`update runway.ledger_record set superseded_at = learned_at + interval '1 second' where client_id = ${clientId}::uuid and entity_type = 'Term'`
      const again = yield* Effect.exit(
        admin`update runway.ledger_record set superseded_at = null where client_id = ${clientId}::uuid and entity_type = 'Term'`
      )
      assert.strictEqual(again._tag, "Failure")
    })
  )

  it.effect("shows a row as it came, names the restricted account, and is closed to others", () =>
    Effect.gen(function* () {
      const { a, b, clientId, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
      const ledger = yield* Ledger
      const sync = yield* Sync
      yield* me(sync.run(clientId))
      const view = yield* me(ledger.record(clientId, "Invoice", QboId.make("1")))
      assert.strictEqual(view.title, "Invoice INV-1")
      assert.deepInclude(view.facts, { name: "Open", value: "300" })
      const books = yield* me(ledger.snapshot(clientId, asOf))
      assert.deepStrictEqual(
        books.accounts.map((account) => `${account.name} ${account.role} ${account.balanceMinor}`),
        ["Checking included 97600", "Client Trust restricted 5000"]
      )
      for (const outsider of [b.owner, a.idleAdvisor]) {
        const refused = as(outsider)(
          Effect.all([
            Effect.flip(ledger.snapshot(clientId, asOf)),
            Effect.flip(ledger.record(clientId, "Invoice", QboId.make("1"))),
            Effect.flip(sync.run(clientId)),
            Effect.flip(sync.start(clientId)),
            Effect.flip(sync.state(clientId))
          ])
        )
        assert.deepStrictEqual(
          (yield* refused).map((error) => error._tag),
          Array.from({ length: 5 }, () => "NotFound")
        )
      }
    })
  )

  it.effect("are read by the index of the present", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
      yield* me(Effect.flatMap(Sync, (sync) => sync.run(clientId)))
      const admin = yield* TestDatabase.AdminSql
      const plan = yield* admin
        .withTransaction(
          Effect.andThen(
            admin`set local enable_seqscan = off`,
            admin`explain select open_minor from runway.ledger_record where organization_id = ${"01890000-0000-7000-8000-000000000001"}::uuid
          and client_id = ${clientId}::uuid and entity_type = 'Invoice' and qbo_id = '1' and superseded_at is null`
          )
        )
        .pipe(Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Schema.Struct({ "QUERY PLAN": Schema.String })))))
      assert.match(plan.map((line) => line["QUERY PLAN"]).join("\n"), /ledger_record_current/)
    })
  )
})

import { LocalDate } from "@beep/kernel/LocalDate"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { derive } from "../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../src/contract/runway/RunwaySettings.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, invoice, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite } from "./support/suite.ts"

const asOf = LocalDate.make("2020-09-29")

/** More cents than 2^53. */
const tooLarge = 1e15

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("an amount that cannot be kept", (it) => {
  it.effect(
    "rejects its own record alone, raises an issue that names it, and both end when it is put right",
    () =>
      Effect.gen(function* () {
        const { clientId, intuit, me } = yield* connectedFirm(
          smallCompany([invoice(1, 300), invoice(2, tooLarge, { TotalAmt: tooLarge }), invoice(3, 0, { TotalAmt: tooLarge })])
        )
        const [sync, ledger, admin] = [yield* Sync, yield* Ledger, yield* AdminSql]
        const issues = admin`select entity_type, qbo_id, kind, field from runway.data_issue where client_id = ${clientId}::uuid order by qbo_id, field`
        const look = Effect.gen(function* () {
          yield* me(sync.run(clientId))
          const { entities } = yield* me(sync.state(clientId))
          const books = yield* me(ledger.snapshot(clientId, asOf))
          return {
            phase: entities.find(({ input }) => input === "invoices")?.phase,
            open: books.receivables.map(({ openMinor, qboId }) => `${qboId}: ${openMinor}`),
            rejected: books.rejected,
            receivables: derive(books, defaultSettings).figures.receivables?.amountMinor ?? null,
            issues: yield* issues
          }
        })
        const issue = (qbo_id: string, field: string) => ({ entity_type: "Invoice", qbo_id, kind: "rejected_amount", field })
        assert.deepStrictEqual(yield* look, {
          phase: "succeeded",
          open: ["1: 30000"],
          // The third is settled: what it was does not matter to anybody's balance.
          rejected: [
            {
              input: "invoices",
              entityType: "Invoice",
              qboId: QboId.make("2"),
              label: "INV-2",
              partyName: "Amy's Bird Sanctuary",
              date: LocalDate.make("2020-09-01")
            }
          ],
          receivables: null,
          issues: [issue("2", "amount"), issue("2", "open"), issue("3", "amount")]
        })

        const corrected = { SyncToken: "1", TotalAmt: 500 }
        intuit.data = answer(smallCompany([invoice(1, 300), invoice(2, 200, corrected)]))
        assert.deepStrictEqual(yield* look, {
          phase: "succeeded",
          open: ["1: 30000", "2: 20000"],
          rejected: [],
          receivables: 50_000n,
          issues: []
        })
      }),
    60_000
  )

  it.effect(
    "of a bank account takes the cash figure away and leaves the account out of the list",
    () =>
      Effect.gen(function* () {
        const company = smallCompany([invoice(1, 300)])
        const accounts = company.entities["Account"]?.map((account) =>
          account.Id === "35" ? { ...account, CurrentBalance: tooLarge } : account
        )
        const { clientId, me } = yield* connectedFirm({ ...company, entities: { ...company.entities, Account: accounts } })
        const [sync, ledger] = [yield* Sync, yield* Ledger]
        yield* me(sync.run(clientId))
        const books = yield* me(ledger.snapshot(clientId, asOf))
        const result = derive(books, defaultSettings)
        assert.deepStrictEqual([result.figures.cash, result.unknownBecause], [null, "amount_out_of_range"])
        assert.deepStrictEqual(
          result.rejected.map(({ input, label }) => [input, label]),
          [["accounts", "Checking"]]
        )
        assert.isFalse(books.accounts.some(({ qboId }) => qboId === "35"))
        assert.strictEqual(result.figures.receivables?.amountMinor, 30_000n)
      }),
    60_000
  )
})

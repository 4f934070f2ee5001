import { newId, SyncRunId } from "@beep/kernel/ids"
import { usd } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { assert, layer } from "@effect/vitest"
import { Array as Arr, Clock, Effect, Layer } from "effect"
import { LedgerWriter } from "../../src/server/internal/ledger/LedgerWriter.ts"
import type { DraftRecord } from "../../src/server/ledger/draft/DraftRecord.ts"
import { smallCompany } from "./support/companies.ts"
import { connectedFirm, infrastructure } from "./support/suite.ts"

const rows = 10_000
const draft = (id: number): DraftRecord => {
  const raw = JSON.stringify({
    Id: String(id),
    SyncToken: "0",
    TxnDate: "2020-09-01",
    TotalAmt: id,
    Balance: id,
    CustomerRef: { value: "1", name: "Amy's Bird Sanctuary" }
  })
  return {
    entityType: "Invoice",
    qboId: String(id),
    syncToken: "0",
    qboUpdatedAt: null,
    txnDate: "2020-09-01",
    dueDate: null,
    partyId: "1",
    accountId: null,
    currency: usd,
    amountMinor: BigInt(id),
    openMinor: BigInt(id),
    homeAmountMinor: BigInt(id),
    homeOpenMinor: BigInt(id),
    active: null,
    facts: {},
    label: { name: "Amy's Bird Sanctuary" },
    raw,
    identity: raw
  }
}

layer(LedgerWriter.layer.pipe(Layer.provideMerge(infrastructure)), { excludeTestServices: true })("volume", (it) => {
  it.effect("writes ten thousand records once, and meets them unchanged the second time", () =>
    Effect.gen(function* () {
      const { clientId, me } = yield* connectedFirm(smallCompany([]))
      const writer = yield* LedgerWriter
      const transaction = yield* TenantTransaction
      const batches = Arr.chunksOf(
        Arr.makeBy(rows, (index) => draft(index + 1)),
        1000
      )
      const pass = Effect.gen(function* () {
        const run = yield* newId(SyncRunId)
        const started = yield* Clock.currentTimeMillis
        const written = yield* Effect.forEach(batches, (batch) =>
          me(transaction.run(writer.write(clientId, run, "Invoice", batch)))
        )
        const gone = yield* me(transaction.run(writer.closeMissing(clientId, run, "Invoice")))
        return {
          written: Arr.reduce(written, 0, (sum, count) => sum + count),
          gone,
          millis: (yield* Clock.currentTimeMillis) - started
        }
      })
      const first = yield* pass
      const second = yield* pass
      assert.deepStrictEqual([first.written, first.gone, second.written, second.gone], [rows, 0, 0, 0])
      yield* Effect.logInfo("ledger volume", { rows, firstMillis: first.millis, secondMillis: second.millis })
    })
  )
})

import { ClientId, newId } from "@beep/kernel/ids"
import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import type { Client } from "@beep/tenancy/contract/Client"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import { tieOuts } from "../../src/contract/digest/tieOuts.ts"
import { QboId } from "../../src/contract/ledger/QboId.ts"
import { derive } from "../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../src/contract/runway/RunwaySettings.ts"
import type { StoredRecord, StoredState } from "../../src/server/internal/ledger/StoredRecord.ts"
import { syncSteps } from "../../src/server/sync/syncSteps.ts"
import { snapshotOf } from "../../src/testing/snapshotOf.ts"

const day = LocalDate.make
const asOf = day("2026-11-20")
const at = (text: string) => DateTime.makeUnsafe(text)

const client = Effect.map(newId(ClientId), (id): Client => ({
  id,
  kind: "business",
  name: "Northlight",
  timezone: TimeZoneName.make("America/Los_Angeles"),
  homeCurrency: usd,
  status: "active",
  rowVersion: 1
})).pipe(Effect.provide(SecureRandom.layerWebCrypto))

const record = (entity_type: StoredRecord["entity_type"], qbo_id: string, more: Partial<StoredRecord>): StoredRecord => ({
  entity_type,
  qbo_id,
  txn_date: null,
  due_date: null,
  party_id: null,
  account_id: null,
  currency: usd,
  amount_minor: null,
  open_minor: null,
  home_amount_minor: null,
  home_open_minor: null,
  active: true,
  facts: {},
  page_id: "p",
  page_position: 0,
  label: {},
  ...more
})

const account = (id: string, amount_minor: bigint, currency = usd) =>
  record("Account", id, { amount_minor, currency, facts: { accountType: "Bank" }, label: { name: `Bank ${id}` } })

const ledgerOf = (id: string | null, ending: bigint, end = asOf) => [
  record("GeneralLedgerAccount", `${id ?? "path-1"}@${end}`, {
    txn_date: end,
    account_id: id === null ? null : QboId.make(id),
    amount_minor: ending,
    facts: { accountKey: id ?? "path-1", position: 0, beginningMinor: ending - 500n },
    label: { name: `Bank ${id}` }
  }),
  record("GeneralLedgerLine", `${id ?? "path-1"}/Deposit/9/1`, {
    txn_date: end,
    account_id: id === null ? null : QboId.make(id),
    amount_minor: 500n,
    facts: { accountKey: id ?? "path-1", txnType: "Deposit", txnId: "9", position: 1 }
  })
]
const sheetLine = (id: string, amount: bigint) =>
  record("BalanceSheetLine", `${id}@${asOf}`, { txn_date: asOf, account_id: QboId.make(id), amount_minor: amount })

/** Recorded for a later day: QuickBooks has lowered the bill and CurrentBalance, not the balance at the day. */
const futurePayment = record("BillPayment", "70", {
  txn_date: day("2026-11-24"),
  account_id: QboId.make("35"),
  amount_minor: 127_500n,
  home_amount_minor: 127_500n,
  party_id: QboId.make("4")
})

const states = (listedAt: string): ReadonlyArray<StoredState> =>
  syncSteps.map((entity_type) => ({
    entity_type,
    phase: "succeeded",
    rows_mirrored: 1,
    last_success_at: at(listedAt),
    error_code: null,
    covers_from: day("2026-05-24"),
    covers_to: asOf
  }))

const books = (records: ReadonlyArray<StoredRecord>, listedAt = "2026-11-20T18:00:00Z") =>
  Effect.flatMap(client, (one) =>
    snapshotOf({
      roles: new Map(),
      client: one,
      asOf,
      readAt: at("2026-11-20T19:00:00Z"),
      records,
      states: states(listedAt),
      lastRun: Option.some({ sync_run_id: "run", finished_at: at(listedAt) })
    })
  )

const cashOf = (records: ReadonlyArray<StoredRecord>, listedAt?: string) =>
  Effect.map(books(records, listedAt), (snapshot) =>
    snapshot.accounts.map(({ balanceSource, homeMinor }) => [homeMinor, balanceSource])
  )

describe("cash at the day", () => {
  it.effect("counts a payment dated later once: in what is owed, not in the balance; both reports agree to the cent", () =>
    Effect.gen(function* () {
      const snapshot = yield* books([
        account("35", 2_178_500n),
        ...ledgerOf("35", 2_306_000n),
        sheetLine("35", 2_306_000n),
        futurePayment
      ])
      const result = derive(snapshot, defaultSettings)
      assert.strictEqual(result.figures.cash?.amountMinor, 2_306_000n)
      assert.deepStrictEqual(
        result.figures.cash?.rows.map((row) => [row.source, row.amountMinor]),
        [
          ["Account", 2_305_500n],
          ["GeneralLedger", 500n]
        ]
      )
      assert.strictEqual(result.figures.near_payables?.amountMinor, 127_500n)
      assert.deepStrictEqual(
        tieOuts(result, "cash").map(({ against, difference }) => [against, difference.minor]),
        [["balance_report", 0n]]
      )
      assert.notInclude(result.confidence.reasons, "cash_gap")
    })
  )

  it.effect("shows the account itself where its own balance is the balance of the day", () =>
    Effect.gen(function* () {
      const snapshot = yield* books([account("35", 2_306_000n), ...ledgerOf("35", 2_306_000n), sheetLine("35", 2_306_000n)])
      const { cash } = derive(snapshot, defaultSettings).figures
      assert.deepStrictEqual(
        cash?.rows.map((row) => [row.key, row.amountMinor]),
        [["Account:35", 2_306_000n]]
      )
      assert.deepStrictEqual(
        snapshot.accounts.map((one) => one.balanceSource),
        ["account"]
      )
    })
  )

  it.effect("takes the ledger report, else the balance sheet, else QuickBooks' own figure", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* cashOf([account("35", 1n), ...ledgerOf("35", 900n), sheetLine("35", 800n)]), [
        [900n, "general_ledger"]
      ])
      assert.deepStrictEqual(yield* cashOf([account("35", 1n), sheetLine("35", 800n)]), [[800n, "report"]])
      assert.deepStrictEqual(yield* cashOf([account("35", 1n)]), [[1n, "account"]])
    })
  )

  it.effect("reads an account both reports leave out as empty, unless one of them is missing or hides an id", () =>
    Effect.gen(function* () {
      const listed = [account("36", -5n)]
      assert.deepStrictEqual(yield* cashOf([...listed, ...ledgerOf("35", 900n), sheetLine("35", 900n)]), [[0n, "report"]])
      assert.deepStrictEqual(yield* cashOf([...listed, ...ledgerOf("35", 900n)]), [[-5n, "account"]])
      assert.deepStrictEqual(yield* cashOf([...listed, sheetLine("35", 900n)]), [[-5n, "account"]])
      assert.deepStrictEqual(yield* cashOf([...listed, ...ledgerOf("35", 900n), ...ledgerOf(null, 1n), sheetLine("35", 900n)]), [
        [-5n, "account"]
      ])
    })
  )

  it.effect("knows a sub-account, whose id the ledger report leaves out, by its full name where one account has it", () =>
    Effect.gen(function* () {
      const sub = { ...account("38", 1n), label: { name: "Bank null" } }
      const snapshot = yield* books([sub, ...ledgerOf(null, 900n)])
      assert.deepStrictEqual(
        snapshot.accounts.map((one) => [`Account:${one.qboId}`, one.homeMinor, one.balanceSource]),
        [["Account:38", 900n, "general_ledger"]]
      )
      assert.deepStrictEqual(
        snapshot.movements.map((one) => [`Account:${one.accountQboId}`, one.amountMinor]),
        [["Account:38", 500n]]
      )
      const twins = yield* books([sub, { ...sub, qbo_id: "39" }, ...ledgerOf(null, 900n)])
      assert.deepStrictEqual(
        twins.accounts.map((one) => one.balanceSource),
        ["account", "account"]
      )
      assert.deepStrictEqual(twins.movements, [])
    })
  )

  it.effect("lets yesterday's report speak until the accounts were read again", () =>
    Effect.gen(function* () {
      const records = [account("35", 1n), ...ledgerOf("35", 900n, day("2026-11-19"))]
      // 06:00 UTC on the 20th is still the 19th where the client lives.
      assert.deepStrictEqual(yield* cashOf(records, "2026-11-20T06:00:00Z"), [[900n, "general_ledger"]])
      assert.deepStrictEqual(yield* cashOf(records, "2026-11-20T18:00:00Z"), [[1n, "account"]])
    })
  )

  it.effect("gives a foreign account the report's home value and never its own number", () =>
    Effect.gen(function* () {
      const eur = Currency.make("EUR")
      assert.deepStrictEqual(yield* cashOf([account("35", 1_000n, eur), sheetLine("35", 1_100n)]), [[1_100n, "report"]])
      assert.deepStrictEqual(yield* cashOf([account("35", 1_000n, eur)]), [[null, "account"]])
    })
  )
})

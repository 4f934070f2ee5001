import { usd } from "@beep/kernel/Money"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Digest } from "effect/crypto"
import { generalLedgerDrafts } from "../../src/testing/generalLedgerDrafts.ts"
import expected from "./fixtures/expected_company_2020.json" with { type: "json" }
import recording from "./fixtures/reports__gl.json" with { type: "json" }

const period = { from: "2020-09-01", to: "2020-09-29" }

const drafts = Effect.gen(function* () {
  const tree = yield* Schema.decodeUnknownEffect(ReportTree)(recording[0]?.response.body)
  return (yield* generalLedgerDrafts(tree, period, usd)).drafts
}).pipe(Effect.provide(Digest.layerWebCrypto))

const cents = (text: string) => BigInt(text.replace(".", ""))

describe("the general ledger of the 2020 company", () => {
  it.effect("ends each account where the recording says", () =>
    Effect.gen(function* () {
      const endings = new Map(
        (yield* drafts).flatMap((draft) =>
          draft.entityType === "GeneralLedgerAccount" ? [[draft.label.name ?? "", draft.amountMinor]] : []
        )
      )
      assert.strictEqual(endings.get("Checking"), cents(expected.cash.checking))
      assert.strictEqual(endings.get("Savings"), cents(expected.cash.savings))
      assert.strictEqual(endings.get("Undeposited Funds"), cents(expected.cash.undeposited_funds))
      assert.strictEqual(endings.get("Accounts Receivable (A/R)"), cents(expected.ar.general_ledger_ending))
      assert.strictEqual(endings.get("Accounts Payable (A/P)"), cents(expected.ap.general_ledger_ending))
    })
  )

  it.effect("adds up: beginning and lines are the ending of every account", () =>
    Effect.gen(function* () {
      const all = yield* drafts
      const accounts = all.filter((draft) => draft.entityType === "GeneralLedgerAccount")
      assert.isAbove(accounts.length, 10)
      for (const account of accounts) {
        const lines = all.filter(
          (draft) => draft.entityType === "GeneralLedgerLine" && draft.facts.accountKey === account.facts.accountKey
        )
        const total = lines.reduce((sum, line) => sum + (line.amountMinor ?? 0n), account.facts.beginningMinor ?? 0n)
        assert.strictEqual(total, account.amountMinor, account.label.name)
      }
    })
  )

  it.effect("names every record once, and no name is part of an id", () =>
    Effect.gen(function* () {
      const all = yield* drafts
      assert.strictEqual(new Set(all.map((draft) => `${draft.entityType} ${draft.qboId}`)).size, all.length)
      assert.isFalse(
        all.some((draft) =>
          /truck|telephone|checking/i.test(draft.qboId + JSON.stringify({ ...draft.facts, beginningMinor: "" }))
        )
      )
    })
  )

  it.effect("reads an empty id as none", () =>
    Effect.gen(function* () {
      const ids = (yield* drafts).flatMap((draft) => [
        draft.partyId,
        draft.accountId,
        draft.facts.txnId,
        draft.facts.splitAccountId
      ])
      assert.isTrue(ids.includes("1"))
      assert.isFalse(ids.includes(""))
    })
  )

  it.effect("does not call a later line new when an earlier one is backdated", () =>
    Effect.gen(function* () {
      const line = (amount: string, id: string, balance: string) => ({
        type: "Data",
        ColData: [{ value: "2020-09-10" }, { value: "Check", id }, { value: amount }, { value: balance }]
      })
      const report = (rows: ReadonlyArray<unknown>) =>
        Schema.decodeUnknownEffect(ReportTree)({
          Header: {},
          Columns: {
            Column: [
              { ColType: "tx_date" },
              { ColType: "txn_type" },
              { ColType: "subt_nat_amount" },
              { ColType: "rbal_nat_amount" }
            ]
          },
          Rows: { Row: [{ type: "Section", Header: { ColData: [{ value: "Checking", id: "35" }] }, Rows: { Row: rows } }] }
        }).pipe(
          Effect.flatMap((tree) => generalLedgerDrafts(tree, period, usd)),
          Effect.map(({ drafts: told }) => told),
          Effect.provide(Digest.layerWebCrypto)
        )
      const find = (list: Effect.Success<typeof drafts>, id: string) => list.find((draft) => draft.facts.txnId === id)
      const before = yield* report([line("-5.00", "7", "-5.00")])
      const after = yield* report([line("-1.00", "6", "-1.00"), line("-5.00", "7", "-6.00")])
      assert.strictEqual(find(after, "7")?.identity, find(before, "7")?.identity)
      assert.strictEqual(find(after, "7")?.qboId, find(before, "7")?.qboId)
      assert.isDefined(find(after, "6"))
    })
  )
})

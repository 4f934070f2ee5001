import { LocalDate } from "@beep/kernel/LocalDate"
import { derive } from "@beep/runway/contract/runway/derive"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import { keptCompanies } from "@beep/sandbox/companies/fifty/fiftyCompanies"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { Digest } from "effect/crypto"
import { statedByQuickBooks } from "../books/statedByQuickBooks.ts"
import { mirrorOf } from "./mirrorOf.ts"

const asOf = LocalDate.make("2026-03-17")

const judged = Effect.forEach(
  keptCompanies({ seed: 1, asOf }),
  Effect.fnUntraced(function* ({ blueprint, books }) {
    const source = ledgerSource(books)
    const snapshot = yield* mirrorOf(source, asOf)
    const stated = yield* statedByQuickBooks(source, asOf)
    return { ...derive(snapshot, defaultSettings), blueprint, name: books.name, snapshot, stated }
  })
)

/** Read and computed once for every test. */
class Judged extends Context.Service<Judged, Effect.Success<typeof judged>>()("fifty/Judged") {
  static readonly layer = Layer.effect(Judged, judged).pipe(Layer.provide(Digest.layerWebCrypto), Layer.orDie)
}

layer(Judged.layer, { timeout: "5 minutes" })("the fifty companies, by the product's own runway.v1", (it) => {
  it.effect("fill every band and last as long as they were made to", () =>
    Effect.gen(function* () {
      const companies = yield* Judged
      const count = (holds: (company: (typeof companies)[number]) => boolean) => companies.filter(holds).length
      const table = companies.map(({ name, runway }) => `${name}: ${runway.state} ${runway.days} ${runway.band}`).join("\n")
      const least = [
        [10, count(({ runway }) => runway.band === "red")],
        [3, count(({ runway }) => runway.critical && runway.state === "covered")],
        [2, count(({ runway }) => runway.state === "overdrawn")],
        [10, count(({ runway }) => runway.band === "yellow")],
        [20, count(({ runway }) => runway.band === "green")],
        [2, count(({ runway }) => runway.state === "not_burning")],
        [2, count(({ runway }) => runway.state === "unknown")]
      ] as const
      for (const [wanted, found] of least) assert.isAtLeast(found, wanted, table)
      for (const { blueprint, name, runway } of companies) {
        if (blueprint.aim.kind !== "days" || blueprint.historyDays < 90) continue
        assert.strictEqual(runway.days, blueprint.aim.days, name)
      }
    })
  )

  it.effect("come to what the sandbox's own reports say, to the cent", () =>
    Effect.gen(function* () {
      for (const { blueprint, figures, name, stated } of yield* Judged) {
        // Nobody can keep a bill of the one.
        if (blueprint.plants.includes("beyond_range")) continue
        assert.strictEqual(figures.receivables?.amountMinor, stated.receivables, name)
        assert.strictEqual(figures.payables?.amountMinor, stated.payables, name)
        // The balance sheet lists an inactive account with the others.
        if (!blueprint.plants.includes("closed_bank")) assert.strictEqual(figures.cash?.amountMinor ?? 0n, stated.cash, name)
      }
    })
  )

  it.effect("say why there is no number, flag a missing rate, and convert what has one", () =>
    Effect.gen(function* () {
      const companies = yield* Judged
      const of = (name: string) => companies.find((company) => company.name === name)
      assert.strictEqual(of("Elmhurst Fiduciary")?.unknownBecause, "only_restricted_accounts")
      assert.strictEqual(of("Marigold Imports")?.unknownBecause, "no_cash_account")
      const jetty = of("Jetty Logistics Consulting")
      assert.strictEqual(jetty?.unknownBecause, "amount_out_of_range")
      assert.deepStrictEqual(
        jetty?.rejected.map(({ entityType, input, label, partyName }) => [input, entityType, label === "", partyName]),
        [["bills", "Bill", false, "Fat Finger Supply"]]
      )
      // What the amount is no part of is known as ever: the other bills are kept, and nothing is summed without that one.
      assert.deepStrictEqual(
        [jetty?.figures.near_payables, jetty?.figures.payables, jetty?.figures.bills_due_30],
        [null, null, null]
      )
      assert.isAbove(jetty?.snapshot.payables.length ?? 0, 0)
      assert.strictEqual(jetty?.figures.cash?.amountMinor, jetty?.stated.cash)
      assert.strictEqual(jetty?.figures.receivables?.amountMinor, jetty?.stated.receivables)
      assert.isAbove(Number(jetty?.figures.bill_outflow?.amountMinor ?? 0n), 0)
      assert.deepStrictEqual(
        companies.filter(({ rejected }) => rejected.length > 0).map(({ name }) => name),
        ["Jetty Logistics Consulting"]
      )
      const sundry = of("Sundry Supply Co")
      assert.isTrue(sundry?.confidence.reasons.includes("missing_exchange_rate"))
      assert.strictEqual(sundry?.snapshot.payables.filter(({ homeOpenMinor }) => homeOpenMinor === null).length, 1)
      // 933.33 euros whose rate nobody told: QuickBooks says what they are at home.
      const told = sundry?.snapshot.payables.find(({ openMinor }) => openMinor === 93_333n)
      assert.strictEqual(told?.homeOpenMinor, 101_220n)
      // 9,000 euros at 1.05 opened the account, 400 at 1.0875 left it.
      const euros = of("Delphi Risk Partners")?.snapshot.accounts.find(({ currency }) => currency === "EUR")
      assert.deepStrictEqual([euros?.balanceMinor, euros?.homeMinor], [860_000n, 901_500n])
    })
  )
})

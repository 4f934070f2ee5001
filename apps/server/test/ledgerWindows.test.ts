import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { accountDrafts, carried, type CarriedLedger, firstDay } from "@beep/runway/server/ledger/draft/carriedLedger"
import type { DraftRecord } from "@beep/runway/server/ledger/draft/DraftRecord"
import { ledgerPart } from "@beep/runway/server/ledger/draft/ledgerPart"
import { type Days, halves, ledgerWindows, linesPerAnswer } from "@beep/runway/server/sync/ledgerWindows"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { demoCompanies, generate } from "@beep/sandbox/companies/generate"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Digest } from "effect/crypto"

/** A fiscal year ends inside the days. */
const asOf = LocalDate.make("2026-03-10")
const days: Days = { from: addDays(asOf, -180), to: asOf }
const companies = [...demoCompanies({ seed: 7, asOf }), generate({ rows: 3000, seed: 3, asOf })].map(ledgerSource)

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))

const readIn = (company: (typeof companies)[number], windows: ReadonlyArray<Days>) =>
  Effect.gen(function* () {
    const lines: Array<DraftRecord> = []
    let ledger: CarriedLedger | undefined
    for (const { from, to } of windows) {
      const tree = yield* decode(company.report("GeneralLedger", { start_date: from, end_date: to }))
      const part = yield* ledgerPart(tree, usd)
      lines.push(...part.lines)
      ledger = carried(ledger, part, days.from, usd)
    }
    assert.isDefined(ledger)
    return {
      accounts: accountDrafts(ledger, days, usd),
      lines: lines.sort((one, other) => (one.qboId < other.qboId ? -1 : 1)),
      count: ledger.lines,
      from: firstDay(ledger, days.from)
    }
  }).pipe(Effect.provide(Digest.layerWebCrypto))

describe("a ledger report read in parts", () => {
  it.effect("is the report of all the days: lines, accounts in order, beginnings, endings and the first day", () =>
    Effect.forEach(companies, (company) =>
      Effect.gen(function* () {
        const whole = yield* readIn(company, [days])
        assert.isAbove(whole.lines.length, 0, company.name)
        for (const answers of [2, 7, 45])
          assert.deepStrictEqual(yield* readIn(company, ledgerWindows(days, answers * linesPerAnswer)), whole, company.name)
      })
    )
  )

  it("asks once for books of ordinary size, and covers each day once whatever their size", () => {
    assert.deepStrictEqual(ledgerWindows(days, 0), [days])
    assert.deepStrictEqual(ledgerWindows(days, linesPerAnswer), [days])
    for (const lines of [linesPerAnswer + 1, 500_000, 90_000_000]) {
      const windows = ledgerWindows(days, lines)
      assert.strictEqual(windows[0]?.from, days.from)
      assert.strictEqual(windows.at(-1)?.to, days.to)
      for (const [at, { from, to }] of windows.entries()) {
        assert.isTrue(from <= to)
        if (at > 0) assert.strictEqual(from, addDays(windows[at - 1]?.to ?? days.to, 1))
      }
    }
    assert.strictEqual(ledgerWindows(days, 90_000_000).length, daysBetween(days.from, days.to) + 1)
  })

  it("halves days down to one", () => {
    const [first, second] = halves(days) ?? []
    assert.strictEqual(first?.from, days.from)
    assert.strictEqual(second?.from, addDays(first?.to ?? asOf, 1))
    assert.strictEqual(second?.to, days.to)
    assert.deepStrictEqual(halves({ from: asOf, to: addDays(asOf, 1) }), [
      { from: asOf, to: asOf },
      { from: addDays(asOf, 1), to: addDays(asOf, 1) }
    ])
    assert.isUndefined(halves({ from: asOf, to: asOf }))
  })
})

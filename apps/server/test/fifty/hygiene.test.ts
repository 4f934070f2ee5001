import { LocalDate } from "@beep/kernel/LocalDate"
import { refKey } from "@beep/runway/contract/hygiene/Finding"
import { findingsOf } from "@beep/runway/contract/hygiene/findings"
import { RuleId } from "@beep/runway/contract/hygiene/Rule"
import { scoreOf } from "@beep/runway/contract/hygiene/score"
import { scoreBase } from "@beep/runway/contract/hygiene/scoreBase"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { keptCompanies } from "@beep/sandbox/companies/fifty/fiftyCompanies"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { Digest } from "effect/crypto"
import { freshEvaluation, freshScore } from "./freshEvaluation.ts"
import { hygieneOf } from "./hygieneOf.ts"
import { mirrorOf } from "./mirrorOf.ts"

const asOf = LocalDate.make("2026-03-17")

const judged = Effect.forEach(
  keptCompanies({ seed: 1, asOf }),
  Effect.fnUntraced(function* ({ blueprint, books, carries }) {
    const source = ledgerSource(books)
    const mirror = hygieneOf(source, yield* mirrorOf(source, asOf))
    const findings = findingsOf(mirror)
    const found = Object.fromEntries(
      RuleId.literals.map((rule) => [
        rule,
        [...new Set(findings.filter(({ ruleId }) => ruleId === rule).flatMap(({ records }) => records.map(refKey)))].toSorted()
      ])
    )
    return { blueprint, carries, findings, found, fresh: freshEvaluation(source, asOf), mirror, name: books.name, source }
  })
)

/** Read and judged once for every test. */
class Judged extends Context.Service<Judged, Effect.Success<typeof judged>>()("fifty/Hygiene") {
  static readonly layer = Layer.effect(Judged, judged).pipe(Layer.provide(Digest.layerWebCrypto), Layer.orDie)
}

layer(Judged.layer, { timeout: "5 minutes" })("P1-3.1 hygiene of the fifty companies", (it) => {
  it.effect("P1-3.1 finds every rule that was planted, in each company that carries it", () =>
    Effect.gen(function* () {
      const missing = (yield* Judged).flatMap(({ carries, findings, name }) =>
        RuleId.literals.flatMap((rule) =>
          carries.some((id) => id === rule) && findings.every(({ ruleId }) => ruleId !== rule) ? [`${name}: ${rule}`] : []
        )
      )
      assert.deepStrictEqual(missing, [])
      const carried = new Set<string>((yield* Judged).flatMap(({ carries }) => carries))
      assert.deepStrictEqual(
        RuleId.literals.filter((rule) => !carried.has(rule)),
        ["HYG-24"],
        "only the age of a sync is in no book"
      )
    })
  )

  it.effect("P1-3.1 is true of the very records that an evaluation over fresh objects names, and of no other", () =>
    Effect.gen(function* () {
      let compared = 0
      for (const { found, fresh, name } of yield* Judged) {
        for (const [rule, ids] of Object.entries(fresh)) {
          assert.deepStrictEqual(found[rule], [...new Set(ids)].toSorted(), `${name}: ${rule}`)
          compared += ids.length
        }
      }
      assert.isAbove(compared, 1_000)
    })
  )

  it.effect("P1-3.1 scores every company as that evaluation does", () =>
    Effect.gen(function* () {
      const scores = new Set<number>()
      for (const { findings, found, fresh, mirror, name, source } of yield* Judged) {
        const issues = {
          critical: findings.filter(({ severity }) => severity === "critical").length,
          high: findings.filter(({ severity }) => severity === "high").length
        }
        // Whether a report differs from the transactions is asked of the reports alone.
        const theirs = freshScore(source, asOf, { ...fresh, "HYG-19": found["HYG-19"] ?? [] }, issues)
        const { score } = scoreOf(scoreBase(mirror), findings)
        assert.strictEqual(score, theirs, name)
        scores.add(score)
      }
      assert.isAbove(scores.size, 5, "they differ")
    })
  )
})

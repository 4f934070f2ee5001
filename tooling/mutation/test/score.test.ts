import { assert, describe, it } from "@effect/vitest"
import { reaches, scoreOf } from "../src/score.ts"

const fates = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([status, count]) => Array.from({ length: count }, () => ({ status })))

describe("P1-9.2 the score of an area", () => {
  it("counts what ran for ever as killed and what no test reached as survived", () => {
    const score = scoreOf(fates({ Killed: 6, Timeout: 2, Survived: 1, NoCoverage: 1, Ignored: 5, RuntimeError: 3 }))
    assert.deepStrictEqual(score, {
      mutants: 10,
      killed: 8,
      endless: 2,
      survived: 2,
      uncovered: 1,
      ignored: 5,
      percent: 80
    })
    assert.isTrue(reaches(score, 80))
    assert.isFalse(reaches(score, 80.01))
  })

  it("is never rounded up to the mark", () => {
    const score = scoreOf(fates({ Killed: 79_999, Survived: 20_001 }))
    assert.strictEqual(score.percent, 79.99)
    assert.isFalse(reaches(score, 80))
  })

  it("of nothing is no score, and reaches nothing", () => {
    const score = scoreOf(fates({ Ignored: 4 }))
    assert.isNull(score.percent)
    assert.isFalse(reaches(score, 0))
  })
})

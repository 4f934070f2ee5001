import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { demoCompanies, generate, rowCount } from "../src/companies/generate.ts"
import { agrees } from "./agreement.ts"
import { asOf } from "./support.ts"

const Seed = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 999_999 }))
const Day = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_500 }))

describe("the generated companies", () => {
  it.effect.prop(
    "balance, and every report agrees with the entities",
    [Seed, Day],
    ([seed, days]) => Effect.forEach(demoCompanies({ seed, asOf: addDays(LocalDate.make("2024-01-01"), days) }), agrees),
    { arbitrary: { runs: 6 }, timeout: 120_000 }
  )

  it.effect("agree as well when they are made for load", () =>
    Effect.gen(function* () {
      const books = generate({ rows: 2_000, seed: 7, asOf })
      assert.isAtLeast(rowCount(books), 2_000)
      yield* agrees(books)
    })
  )

  it("are the same for the same seed and day, and others otherwise", () => {
    const print = (seed: number, day: LocalDate) =>
      JSON.stringify(demoCompanies({ seed, asOf: day }), (_, value: unknown) =>
        typeof value === "bigint" ? value.toString() : value
      )
    assert.strictEqual(print(1, asOf), print(1, asOf))
    assert.notStrictEqual(print(1, asOf), print(2, asOf))
    assert.notStrictEqual(print(1, asOf), print(1, addDays(asOf, 1)))
  })

  it("reach ten thousand rows", () => {
    assert.isAtLeast(rowCount(generate({ rows: 10_000, seed: 1, asOf })), 10_000)
  })
})

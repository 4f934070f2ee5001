import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { blueprints } from "../src/companies/fifty/blueprints.ts"
import { keepCompany } from "../src/companies/fifty/keepCompany.ts"
import { asOf, started } from "./support.ts"

const kept = blueprints
  .filter(({ name }) => name === "Mica Media" || name === "Redfern Creative")
  .map((blueprint) => keepCompany(blueprint, 1, asOf))

describe("GET /_sandbox/gaps", () => {
  it.effect("says what was left out of the books, for whoever is measured by it", () =>
    Effect.gen(function* () {
      const sandbox = yield* started(kept.map(({ books, gaps }) => ({ ...ledgerSource(books), gaps })))
      const { body, status } = yield* sandbox.control("GET", "gaps")
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(
        body,
        kept.flatMap(({ gaps }) => gaps.map((gap) => ({ ...gap, amount: gap.amount.toString() })))
      )
      assert.strictEqual(body.length, 1)
    })
  )

  it.effect("is not there where nobody knows what is missing", () =>
    Effect.gen(function* () {
      const sandbox = yield* started(kept.map(({ books }) => ledgerSource(books)))
      assert.strictEqual((yield* sandbox.control("GET", "gaps")).status, 404)
    })
  )
})

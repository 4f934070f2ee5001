import { LocalDate } from "@beep/kernel/LocalDate"
import { expectedItems } from "@beep/runway/contract/completeness/expectedItems"
import { fleetGaps, gapAccuracy } from "@beep/runway/contract/completeness/gapAccuracy"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { keptCompanies } from "@beep/sandbox/companies/fifty/fiftyCompanies"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { mirrorOf } from "./mirrorOf.ts"

/** The rules were set on seed 1 at 2026-03-17; these books and days they had never met. */
const heldOut = [
  { seed: 2, asOf: "2026-03-17" },
  { seed: 3, asOf: "2026-08-01" },
  { seed: 5, asOf: "2026-11-20" }
]

const judged = Effect.fnUntraced(function* ({ asOf, seed }: (typeof heldOut)[number]) {
  const day = LocalDate.make(asOf)
  return yield* Effect.forEach(keptCompanies({ seed, asOf: day }), ({ books, gaps }) =>
    Effect.map(mirrorOf(ledgerSource(books), day), (snapshot) => {
      const items = expectedItems(snapshot)
      return { name: books.name, gaps, items, accuracy: gapAccuracy(gaps, items ?? []) }
    })
  )
})

describe("beyond 9: regular payments left out of the fifty", () => {
  for (const books of heldOut) {
    it.effect(
      `are found, and hardly anything else, in the books of seed ${books.seed} on ${books.asOf}`,
      () =>
        Effect.gen(function* () {
          const companies = yield* judged(books)
          const fleet = fleetGaps(companies.map(({ accuracy }) => accuracy))
          const said = companies
            .flatMap(({ accuracy: { falseAlarms, notFound }, name }) => [
              ...notFound.map(({ expectedOn, payee }) => `${name}: ${payee} of ${expectedOn} not found`),
              ...falseAlarms.map(({ expectedOn, payee }) => `${name}: ${payee} of ${expectedOn} found for nothing`)
            ])
            .join("\n")
          assert.isAtLeast(fleet.planted, 20)
          assert.strictEqual(fleet.recall, 1, said)
          assert.isAtMost(fleet.falseAlarmsPerClient, 0.1, said)
          // Due four times a year: thirteen months of the ledger hold three arrivals before the one that is missing.
          assert.deepStrictEqual(fleet.kinds.find(({ kind }) => kind === "tax")?.found, 5, said)
          // An amount nobody can keep stops nobody from seeing the other rows.
          assert.isTrue(companies.every(({ items }) => items !== null))
        }).pipe(Effect.provide(Digest.layerWebCrypto)),
      600_000
    )
  }
})

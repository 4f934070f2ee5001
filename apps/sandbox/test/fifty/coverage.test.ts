import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { ledgerSource } from "../../src/accounting/ledgerSource.ts"
import { caseIds } from "../../src/companies/fifty/cases.ts"
import { coverageMatrix, keptCompanies } from "../../src/companies/fifty/fiftyCompanies.ts"
import { ledgerOf } from "../../src/ledger/Ledger.ts"
import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { asOf } from "../support.ts"
import { edgeFindings } from "./edgeFindings.ts"
import { seenIn } from "./Finding.ts"
import { hygieneFindings } from "./hygieneFindings.ts"

const findings = { ...edgeFindings, ...hygieneFindings }

/** Built once for the usual day. */
const usual = keptCompanies({ seed: 1, asOf })

describe("what the fifty were written to show", () => {
  for (const day of [asOf, LocalDate.make("2028-02-29")]) {
    it(`is in their books, each case in one company at least, on ${day}`, () => {
      const kept = day === asOf ? usual : keptCompanies({ seed: 1, asOf: day })
      const seen = new Map(kept.map(({ books }) => [books.name, seenIn(ledgerOf(books))]))
      for (const { companies, id } of coverageMatrix(kept)) {
        assert.isAbove(companies.length, 0, id)
        const absent = companies.filter((name) => {
          const books = seen.get(name)
          return books === undefined || !findings[id](books)
        })
        assert.deepStrictEqual(absent, [], id)
      }
    }, 120_000)
  }

  it("can be told from books that do not show it", () => {
    const seen = usual.map(({ books }) => seenIn(ledgerOf(books)))
    for (const id of caseIds) {
      assert.isTrue(
        seen.some((books) => !findings[id](books)),
        id
      )
    }
  }, 120_000)

  it("is as much as a change feed cannot answer at once: 2,500 objects of one company changed in thirty days", () => {
    const since = `${addDays(asOf, -30)}T`
    const company = usual.find(({ books }) => books.name === "Meridian Tax & Law")
    if (company === undefined) return assert.fail("no company")
    const source = ledgerSource(company.books)
    const rows = EntityName.literals.flatMap((entity) => source.rows(entity) ?? [])
    const changed = rows.filter(({ raw }) => (/"LastUpdatedTime":"([^"]+)"/.exec(raw)?.[1] ?? "") >= since)
    assert.isAtLeast(changed.length, 2_500)
  }, 120_000)
})

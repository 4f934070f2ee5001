import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Books } from "../../ledger/Books.ts"
import { blueprints } from "./blueprints.ts"
import { type CaseId, caseIds, saysOf } from "./cases.ts"
import { keepCompany, type KeptCompany } from "./keepCompany.ts"
import type { PlantedGap } from "./Planted.ts"

interface Options {
  readonly seed: number
  readonly asOf: LocalDate
}

/** The fifty with what was planted in each. */
export const keptCompanies = ({ asOf, seed }: Options): ReadonlyArray<KeptCompany> =>
  blueprints.map((blueprint) => keepCompany(blueprint, seed, asOf))

/** Books of fifty companies in five trades (runway.md 8.11), thirteen months up to the as-of date. */
export const fiftyCompanies = (options: Options): ReadonlyArray<Books> => keptCompanies(options).map(({ books }) => books)

/** Every recurring item that is due and did not arrive, over all companies. */
export const plantedGaps = (kept: ReadonlyArray<KeptCompany>): ReadonlyArray<PlantedGap> => kept.flatMap(({ gaps }) => gaps)

export interface Coverage {
  readonly id: CaseId
  readonly says: string
  /** Names of the companies. */
  readonly companies: ReadonlyArray<string>
}

/** Each edge case and each hygiene rule with the companies that were written to carry it. */
export const coverageMatrix = (kept: ReadonlyArray<KeptCompany>): ReadonlyArray<Coverage> =>
  caseIds.map((id) => ({
    id,
    says: saysOf[id],
    companies: kept.flatMap(({ books, carries }) => (carries.includes(id) ? [books.name] : []))
  }))

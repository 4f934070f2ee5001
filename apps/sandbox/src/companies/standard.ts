import type { LocalDate } from "@beep/kernel/LocalDate"
import { Effect } from "effect"
import { ledgerSource } from "../accounting/ledgerSource.ts"
import { keptCompanies } from "./fifty/fiftyCompanies.ts"
import { demoCompanies } from "./generate.ts"
import { recordedCompany } from "./recorded.ts"

/** What the sandbox serves: the demo companies and the recorded one, or the fifty with what was left out of their books. */
export const standardCompanies = (options: {
  readonly seed: number
  readonly asOf: LocalDate
  readonly companies?: "demo" | "fifty"
}) =>
  options.companies === "fifty"
    ? Effect.succeed(keptCompanies(options).map(({ books, gaps }) => ({ ...ledgerSource(books), gaps })))
    : Effect.map(recordedCompany, (recorded) => [...demoCompanies(options).map(ledgerSource), recorded])

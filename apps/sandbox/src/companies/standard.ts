import type { LocalDate } from "@beep/kernel/LocalDate"
import { Effect } from "effect"
import { ledgerSource } from "../accounting/ledgerSource.ts"
import { fiftyCompanies } from "./fifty/fiftyCompanies.ts"
import { demoCompanies } from "./generate.ts"
import { recordedCompany } from "./recorded.ts"

/** What the sandbox serves: the demo companies and the recorded one, or the fifty. */
export const standardCompanies = (options: {
  readonly seed: number
  readonly asOf: LocalDate
  readonly companies?: "demo" | "fifty"
}) =>
  options.companies === "fifty"
    ? Effect.succeed(fiftyCompanies(options).map(ledgerSource))
    : Effect.map(recordedCompany, (recorded) => [...demoCompanies(options).map(ledgerSource), recorded])

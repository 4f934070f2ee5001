import type { LocalDate } from "@beep/kernel/LocalDate"
import { Effect } from "effect"
import { ledgerSource } from "../accounting/ledgerSource.ts"
import { fiftyCompanies } from "./fifty/fiftyCompanies.ts"
import { demoCompanies } from "./generate.ts"
import { recordedCompany } from "./recorded.ts"

/** What the sandbox serves: the demo companies unless the fifty are asked for, and the recorded one. */
export const standardCompanies = (options: {
  readonly seed: number
  readonly asOf: LocalDate
  readonly companies?: "demo" | "fifty"
}) =>
  Effect.map(recordedCompany, (recorded) => {
    const books = options.companies === "fifty" ? fiftyCompanies(options) : demoCompanies(options)
    return [...books.map(ledgerSource), recorded]
  })

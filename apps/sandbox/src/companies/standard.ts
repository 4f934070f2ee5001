import type { LocalDate } from "@beep/kernel/LocalDate"
import { Effect } from "effect"
import { ledgerSource } from "../accounting/ledgerSource.ts"
import { demoCompanies } from "./generate.ts"
import { recordedCompany } from "./recorded.ts"

/** What the sandbox serves when nothing else is asked for: the demo companies and the recorded one. */
export const standardCompanies = (options: { readonly seed: number; readonly asOf: LocalDate }) =>
  Effect.map(recordedCompany, (recorded) => [...demoCompanies(options).map(ledgerSource), recorded])

import { decimalFromMinor, usd } from "@beep/kernel/Money"
import {
  checks,
  type Component,
  type ComponentOutcome,
  components,
  fleetAccuracy,
  type Measured
} from "@beep/runway/contract/oracle/accuracy"
import type { Report } from "../../../output/Report.ts"
import { table } from "../../../output/table.ts"
import type { CompanyAccuracy } from "./fleet.ts"
import { gapsReport } from "./gapsReport.ts"
import { nightsReport } from "./nightsReport.ts"

const titles: Readonly<Record<Component, string>> = {
  cash: "cash",
  receivables: "receivables",
  payables: "near payables",
  bills: "bills/day",
  other: "other/day"
}

const money = (minor: bigint | null): string => (minor === null ? "unknown" : decimalFromMinor(minor, usd))

const amountOf = ({ burn, ...measured }: Measured, component: Component): string => {
  if (component !== "bills" && component !== "other") return money(measured[component])
  if (burn === null) return money(null)
  return burn.days === 0 ? "-" : money(burn[component] / BigInt(burn.days))
}

const spoken = ({ runway }: Measured): string => (runway.days === null ? runway.state : `${runway.days}`)
const said = (ours: string, oracle: string): string => (ours === oracle ? ours : `${ours} / ${oracle}`)

const ended = (company: CompanyAccuracy, outcome: ComponentOutcome): ReadonlyArray<Component> =>
  components.filter((component) => company.accuracy.components[component] === outcome)

/** What is said of the components of one company, worst first. */
const verdict = (company: CompanyAccuracy): string => {
  const of = (outcome: ComponentOutcome, word: string) =>
    ended(company, outcome).map((component) => `${titles[component]} ${word}`)
  const apart = [...of("differs", "differs"), ...of("flagged", "flagged"), ...of("unknown", "unknown on both sides")]
  return apart.length === 0 ? "to the cent" : apart.join(", ")
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`

const meaning = {
  A1: "cash, receivables and near payables, each within 5 %",
  A2: "outflow a day, bills and other, each within 5 %",
  A3: "days within 5 %, or within a day below 20",
  A4: "the same state and the same band"
} as const

/** A table of every company, ours beside the oracle where they differ; then the checks of the fleet, and what was found of the payments left out. */
export const accuracyReport = (companies: ReadonlyArray<CompanyAccuracy>): Report => {
  const fleet = fleetAccuracy(companies.map(({ accuracy }) => accuracy))
  const completeness = gapsReport(companies)
  const nights = nightsReport(companies)
  const compared = fleet.components.equal + fleet.components.differs + fleet.components.flagged
  const rows = companies.map((company) => {
    const { accuracy, name, oracle, ours } = company
    return [
      name,
      ...components.map((component) => said(amountOf(ours, component), amountOf(oracle, component))),
      said(spoken(ours), spoken(oracle)),
      said(ours.runway.band, oracle.runway.band),
      verdict(company),
      accuracy.failed.length === 0 ? "pass" : `FAIL ${accuracy.failed.join(" ")}`
    ]
  })
  const flagged = companies.flatMap((company) =>
    ended(company, "flagged").map(
      (component) =>
        `  flagged: ${company.name}, ${titles[component]}: ours alone shows as left out a document that has neither a rate nor a value in home currency`
    )
  )
  const bothFlagged = companies.flatMap((company) =>
    company.ours.flagged
      .filter((component) => company.oracle.flagged.includes(component))
      .map(
        (component) =>
          `  left out on both sides: ${company.name}, ${titles[component]}: a document that has neither a rate nor a value in home currency, in our figure as in QuickBooks' report; confidence is low`
      )
  )
  const unknown = companies.flatMap((company) =>
    ended(company, "unknown").map(
      (component) =>
        `  nothing to compare: ${company.name}, ${titles[component]}: unknown on both sides, state ${said(company.ours.runway.state, company.oracle.runway.state)}`
    )
  )
  return {
    ok: fleet.isMet && nights.ok,
    lines: [
      ...table(["company", ...components.map((component) => titles[component]), "days", "band", "components", "A1-A4"], rows),
      "",
      `${fleet.passed} of ${fleet.clients} pass A1-A4; components equal to the cent: ${fleet.components.equal} of ${compared} compared`,
      ...flagged,
      ...bothFlagged,
      ...unknown,
      "",
      ...table(
        ["check", "passed", "what"],
        [
          ...checks.map((check) => [check, `${fleet.passedBy[check]} of ${fleet.clients}`, meaning[check]]),
          [
            "A5",
            fleet.isMet ? "met" : "NOT MET",
            `95 of 100 companies pass, mean accuracy of days ${percent(fleet.meanDaysRatio)}, lowest ${percent(fleet.leastDaysRatio)}`
          ],
          nights.row
        ]
      ),
      ...nights.lines,
      "",
      ...completeness.lines
    ],
    document: {
      ...fleet,
      drift: nights.document,
      completeness: completeness.document,
      companies: companies.map(({ accuracy, name, oracle, ours }) => ({
        name,
        components: { ...accuracy.components },
        failed: [...accuracy.failed],
        days: { ours: ours.runway.days, oracle: oracle.runway.days },
        state: { ours: ours.runway.state, oracle: oracle.runway.state }
      }))
    }
  }
}

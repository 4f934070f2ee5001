import { decimalFromMinor, usd } from "@beep/kernel/Money"
import { fleetAccuracy, type Measured } from "@beep/runway/contract/oracle/accuracy"
import type { Report } from "../../../output/Report.ts"
import { table } from "../../../output/table.ts"
import type { CompanyAccuracy } from "./fleet.ts"
import { gapsReport } from "./gapsReport.ts"

const money = (minor: bigint | null): string => (minor === null ? "-" : decimalFromMinor(minor, usd))
const daily = (part: bigint, days: number): string => money(days === 0 ? null : part / BigInt(days))
const spoken = ({ runway }: Measured): string => (runway.days === null ? runway.state : `${runway.days}`)
const said = (ours: string, oracle: string): string => (ours === oracle ? ours : `${ours} / ${oracle}`)

/** A table of every company, ours beside the oracle where they differ, and the figures of the fleet, and what was found of the payments left out; not well below target. */
export const accuracyReport = (companies: ReadonlyArray<CompanyAccuracy>): Report => {
  const fleet = fleetAccuracy(companies.flatMap(({ accuracy }) => (accuracy === undefined ? [] : [accuracy])))
  const refused = companies.filter(({ accuracy }) => accuracy === undefined)
  const completeness = gapsReport(companies)
  const compared = companies.flatMap(({ accuracy, name, oracle, ours }) =>
    accuracy === undefined || oracle === undefined ? [] : [{ accuracy, name, oracle, ours }]
  )
  const unchecked = companies.filter(({ accuracy, oracle }) => accuracy !== undefined && oracle === undefined)
  const rows = compared.map(({ accuracy, name, oracle, ours }) => [
    name,
    said(money(ours.cash), money(oracle.cash)),
    said(money(ours.receivables), money(oracle.receivables)),
    said(money(ours.payables), money(oracle.payables)),
    said(daily(ours.burn.bills, ours.burn.days), daily(oracle.burn.bills, oracle.burn.days)),
    said(daily(ours.burn.other, ours.burn.days), daily(oracle.burn.other, oracle.burn.days)),
    said(spoken(ours), spoken(oracle)),
    said(ours.runway.band, oracle.runway.band),
    accuracy.exact ? "to the cent" : "differs",
    accuracy.failed.length === 0 ? "pass" : `FAIL ${accuracy.failed.join(" ")}`
  ])
  return {
    ok: fleet.isMet,
    lines: [
      ...table(
        ["company", "cash", "receivables", "near payables", "bills/day", "other/day", "days", "band", "components", "A1-A4"],
        rows
      ),
      "",
      `${fleet.passed} of ${fleet.clients} pass A1-A4; components equal to the cent: ${fleet.exact} of ${fleet.clients}; mean accuracy of days ${(fleet.meanDaysRatio * 100).toFixed(2)} %`,
      ...unchecked.map(({ name }) => `  FAIL ${name}: we have a number, and QuickBooks' own reports cannot be read`),
      ...refused.map(({ name }) => `  not compared: ${name}, neither side has a number, because its reports cannot be read`),
      ...completeness.lines
    ],
    document: {
      ...fleet,
      notCompared: refused.length,
      completeness: completeness.document,
      companies: companies.map(({ accuracy, name, oracle, ours }) => ({
        name,
        exact: accuracy?.exact ?? null,
        failed: [...(accuracy?.failed ?? [])],
        days: { ours: ours.runway.days, oracle: oracle?.runway.days ?? null },
        state: { ours: ours.runway.state, oracle: oracle?.runway.state ?? null }
      }))
    }
  }
}

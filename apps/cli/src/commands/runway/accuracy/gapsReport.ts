import { fleetGaps } from "@beep/runway/contract/completeness/gapAccuracy"
import type { CompanyAccuracy } from "./fleet.ts"

/** What was planted and found among regular payments that did not arrive; a company whose ledger could not be read is not judged. */
export const gapsReport = (companies: ReadonlyArray<CompanyAccuracy>) => {
  const judged = companies.flatMap(({ gaps, name }) => (gaps === null ? [] : [{ name, gaps }]))
  const fleet = fleetGaps(judged.map(({ gaps }) => gaps))
  const notFound = judged.flatMap(({ gaps, name }) =>
    gaps.notFound.map(({ expectedOn, kind, payee }) => ({ company: name, kind, payee, expectedOn }))
  )
  const falseAlarms = judged.flatMap(({ gaps, name }) =>
    gaps.falseAlarms.map(({ cadence, expectedOn, payee }) => ({ company: name, cadence, payee, expectedOn }))
  )
  const recall = fleet.recall === null ? "nothing was left out" : `recall ${(fleet.recall * 100).toFixed(1)} %`
  const kinds = fleet.kinds.map(({ found, kind, planted }) => `${kind} ${found} of ${planted}`)
  return {
    lines: [
      `Regular payments left out on purpose: ${fleet.planted}; found: ${fleet.found}; ${recall}${kinds.map((kind) => `; ${kind}`).join("")}`,
      ...notFound.map(({ company, expectedOn, kind, payee }) => `  not found: ${company}, ${kind}, ${payee}, due ${expectedOn}`),
      `False alarms: ${fleet.falseAlarms} in ${fleet.clients} companies (${fleet.falseAlarmsPerClient.toFixed(2)} each); not judged, because their ledger could not be read: ${companies.length - judged.length}`,
      ...falseAlarms.map(
        ({ cadence, company, expectedOn, payee }) => `  false alarm: ${company}, ${payee}, ${cadence}, due ${expectedOn}`
      )
    ],
    document: {
      clients: fleet.clients,
      notJudged: companies.length - judged.length,
      planted: fleet.planted,
      found: fleet.found,
      recall: fleet.recall,
      falseAlarms: fleet.falseAlarms,
      falseAlarmsPerClient: fleet.falseAlarmsPerClient,
      kinds: fleet.kinds.map(({ found, kind, planted }) => ({ kind, planted, found })),
      missed: notFound,
      alarms: falseAlarms
    }
  }
}

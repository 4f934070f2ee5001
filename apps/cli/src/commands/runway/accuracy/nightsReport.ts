import type { CompanyAccuracy } from "./fleet.ts"

const percent = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2)} %`

/** A6 as far as one run can show it: a night of every company, and whether any is beyond the limit. */
export const nightsReport = (companies: ReadonlyArray<CompanyAccuracy>) => {
  const beyond = companies.filter(({ night }) => night.standing !== null)
  const worst = Math.max(0, ...companies.map(({ night }) => night.drifts[0]?.basisPoints ?? 0))
  const compared = companies.reduce((sum, { night }) => sum + night.drifts.length, 0)
  const notCompared = companies.reduce((sum, { night }) => sum + night.notCompared, 0)
  return {
    ok: beyond.length === 0,
    row: [
      "A6",
      `${companies.length - beyond.length} of ${companies.length}`,
      `a night's comparison within 5 %: furthest ${percent(worst)}, ${compared} sections compared, ${notCompared} not`
    ],
    lines: beyond.flatMap(({ name, night }) =>
      (night.standing?.sections ?? []).map(({ basisPoints, section }) => `  drift: ${name}, ${section}, ${percent(basisPoints)}`)
    ),
    document: { beyond: beyond.map(({ name }) => name), worstBasisPoints: worst, compared, notCompared }
  }
}

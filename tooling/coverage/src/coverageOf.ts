export interface Counted {
  readonly covered: number
  readonly total: number
}

/** What vitest's `json-summary` says of one file. */
export interface FileCoverage {
  readonly lines: Counted
  readonly branches: Counted
}

const sumOf = (counts: ReadonlyArray<Counted>): Counted =>
  counts.reduce((sum, one) => ({ covered: sum.covered + one.covered, total: sum.total + one.total }), { covered: 0, total: 0 })

export const sum = (files: ReadonlyArray<FileCoverage>): FileCoverage => ({
  lines: sumOf(files.map(({ lines }) => lines)),
  branches: sumOf(files.map(({ branches }) => branches))
})

/** Rounded down to a hundredth; null where there is nothing to cover. */
export const percentOf = ({ covered, total }: Counted): number | null =>
  total === 0 ? null : Math.floor((covered * 10_000) / total) / 100

/** A flow without lines or without branches is one that was not found. */
export const reaches = ({ branches, lines }: FileCoverage, least: number): boolean =>
  [lines, branches].every((counted) => (percentOf(counted) ?? 0) >= least)

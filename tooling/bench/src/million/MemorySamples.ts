/** One look at a process while it reads a company. */
export interface MemorySample {
  readonly megabytes: number
  /** Versions written so far. */
  readonly written: number
}

const mean = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Memory against the work done, not against time: the first and the last third of what was written. */
export const thirdsOf = (samples: ReadonlyArray<MemorySample>) => {
  const total = samples.reduce((most, { written }) => Math.max(most, written), 0)
  const within = (from: number, to: number) =>
    mean(samples.filter(({ written }) => written > total * from && written <= total * to).map(({ megabytes }) => megabytes))
  return { first: within(0, 1 / 3), last: within(2 / 3, 1) }
}

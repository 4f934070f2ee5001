/** What became of a mutant, as Stryker says it. */
export interface Fate {
  readonly status: string
}

export interface Score {
  /** Those that count: without ignored ones, and without what could not run. */
  readonly mutants: number
  readonly killed: number
  /** Of the killed, those that were ended because they did not end. */
  readonly endless: number
  readonly survived: number
  /** In no test's way at all; they survive too. */
  readonly uncovered: number
  readonly ignored: number
  /** Percent of `mutants`, rounded down to a hundredth; null where nothing was mutated. */
  readonly percent: number | null
}

/** Ended by a failed test or by running for ever. */
const isKilled = ({ status }: Fate): boolean => status === "Killed" || status === "Timeout"

export const isSurvivor = ({ status }: Fate): boolean => status === "Survived" || status === "NoCoverage"

export const scoreOf = (fates: ReadonlyArray<Fate>): Score => {
  const count = (is: (fate: Fate) => boolean): number => fates.filter(is).length
  const [killed, survived] = [count(isKilled), count(isSurvivor)]
  const mutants = killed + survived
  return {
    mutants,
    killed,
    endless: count(({ status }) => status === "Timeout"),
    survived,
    uncovered: count(({ status }) => status === "NoCoverage"),
    ignored: count(({ status }) => status === "Ignored"),
    percent: mutants === 0 ? null : Math.floor((killed * 10_000) / mutants) / 100
  }
}

/** An area in which nothing was mutated proves nothing. */
export const reaches = ({ percent }: Score, least: number): boolean => percent !== null && percent >= least

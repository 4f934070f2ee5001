/** Companies called in the last five minutes, and those of them whose last word was a transient failure. */
export interface WireHealth {
  readonly active: number
  readonly failing: number
}

export const healthWindowMillis = 5 * 60_000

/**
 * Intuit itself seems to have trouble: more than 30 % of the companies called within
 * five minutes fail (runway.md 6.7). One failing company alone says nothing of the others.
 */
export const isIncident = ({ active, failing }: WireHealth): boolean => failing >= 2 && failing > active * 0.3

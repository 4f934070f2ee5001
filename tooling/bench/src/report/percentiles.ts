/** The smallest value that at least `percent` of the values do not exceed (nearest rank); NaN of nothing. */
export const percentile = (sorted: ReadonlyArray<number>, percent: number): number =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN

export interface Latency {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** Of milliseconds in any order. */
export const latencyOf = (millis: ReadonlyArray<number>): Latency => {
  const sorted = [...millis].sort((a, b) => a - b)
  return { p50: percentile(sorted, 50), p95: percentile(sorted, 95), p99: percentile(sorted, 99), max: percentile(sorted, 100) }
}

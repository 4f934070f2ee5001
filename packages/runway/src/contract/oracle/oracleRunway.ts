import type { OracleBurn } from "./oracleParts.ts"

export interface OracleInput {
  /** Minor units; null where there is no cash account to read. Null everywhere: an amount of it cannot be kept. */
  readonly cash: bigint | null
  readonly receivables: bigint | null
  readonly payables: bigint | null
  readonly burn: OracleBurn | null
}

export interface OracleRunway {
  readonly state: "covered" | "overdrawn" | "not_burning" | "unknown"
  /** Whole days, rounded down; null where the state has no number. */
  readonly days: number | null
  readonly band: "red" | "yellow" | "green" | "neutral"
}

const horizon = 30n

const without = (state: "not_burning" | "unknown"): OracleRunway => ({ state, days: null, band: "neutral" })

const withDays = (state: "covered" | "overdrawn", days: bigint): OracleRunway => ({
  state,
  days: Number(days),
  band: state === "overdrawn" || days < 30n ? "red" : days < 60n ? "yellow" : "green"
})

/**
 * `runway.v1` as written (runway.md 3.3), over one common denominator so that nothing is rounded before the end:
 * with W days of burn and H = 30, `near` is d1 * H * W and `later` is d2 * W.
 */
export const oracleRunway = ({ burn, cash, payables, receivables }: OracleInput): OracleRunway => {
  if (cash === null || receivables === null || payables === null || burn === null || burn.days === 0) return without("unknown")
  if (cash < 0n) return withDays("overdrawn", 0n)
  const window = BigInt(burn.days)
  const bills = burn.bills * horizon > payables * window ? burn.bills * horizon : payables * window
  const near = bills + burn.other * horizon
  const later = burn.bills + burn.other
  const liquid = (cash + receivables) * window
  if (near === 0n) return without("not_burning")
  if (liquid < near) return withDays("covered", (liquid * horizon) / near)
  if (later === 0n) return without("not_burning")
  return withDays("covered", horizon + (liquid - near) / later)
}

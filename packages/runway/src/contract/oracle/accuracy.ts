import type { OracleInput, OracleRunway } from "./oracleRunway.ts"

/** What one side says of a client at a day. */
export interface Measured extends OracleInput {
  readonly runway: OracleRunway
}

export type Check = "A1" | "A2" | "A3" | "A4"

export interface ClientAccuracy {
  readonly failed: ReadonlyArray<Check>
  /** Whether every component is equal to the cent, which a fresh sync must reach. */
  readonly exact: boolean
  /** 1 where both have no number; 0 where only one has. */
  readonly daysRatio: number
}

const dollar = 100

/** `1 - |ours - theirs| / max(|theirs|, floor)`. */
const agreement = (ours: number, theirs: number, floor: number): number =>
  1 - Math.abs(ours - theirs) / Math.max(Math.abs(theirs), floor)

const amounts = (ours: bigint | null, theirs: bigint | null): number =>
  ours === null || theirs === null ? Number(ours === theirs) : agreement(Number(ours), Number(theirs), dollar)

const daily = (part: bigint, days: number): number => Number(part) / Math.max(days, 1)

const cutPoints = [7, 30, 60]

/** The checks A1 to A4 of runway.md 3.7 for one client. */
export const clientAccuracy = (ours: Measured, oracle: Measured): ClientAccuracy => {
  const components = [
    amounts(ours.cash, oracle.cash),
    amounts(ours.receivables, oracle.receivables),
    amounts(ours.payables, oracle.payables)
  ]
  const burn = [
    agreement(daily(ours.burn.bills, ours.burn.days), daily(oracle.burn.bills, oracle.burn.days), dollar),
    agreement(daily(ours.burn.other, ours.burn.days), daily(oracle.burn.other, oracle.burn.days), dollar)
  ]
  const [mine, theirs] = [ours.runway.days, oracle.runway.days]
  const daysRatio = mine === null || theirs === null ? Number(mine === theirs) : agreement(mine, theirs, 1)
  const isNear = mine !== null && theirs !== null && theirs < 20 && Math.abs(mine - theirs) <= 1
  const isAtCut = theirs !== null && cutPoints.some((cut) => Math.abs(theirs - cut) <= 1)
  const passed: Record<Check, boolean> = {
    A1: components.every((ratio) => ratio >= 0.95),
    A2: burn.every((ratio) => ratio >= 0.95),
    A3: daysRatio >= 0.95 || isNear,
    A4: ours.runway.state === oracle.runway.state && (ours.runway.band === oracle.runway.band || isAtCut)
  }
  const checks: ReadonlyArray<Check> = ["A1", "A2", "A3", "A4"]
  return {
    failed: checks.filter((check) => !passed[check]),
    exact:
      ours.cash === oracle.cash &&
      ours.receivables === oracle.receivables &&
      ours.payables === oracle.payables &&
      ours.burn.bills === oracle.burn.bills &&
      ours.burn.other === oracle.burn.other &&
      ours.burn.days === oracle.burn.days,
    daysRatio
  }
}

export interface FleetAccuracy {
  readonly clients: number
  readonly passed: number
  readonly exact: number
  readonly meanDaysRatio: number
  /** A5: 95 of 100 pass, the mean is at least 0.95, nobody is below 0.9; and a fleet of nobody proves nothing. */
  readonly isMet: boolean
}

export const fleetAccuracy = (clients: ReadonlyArray<ClientAccuracy>): FleetAccuracy => {
  const passed = clients.filter(({ failed }) => failed.length === 0).length
  const meanDaysRatio = clients.reduce((sum, { daysRatio }) => sum + daysRatio, 0) / Math.max(clients.length, 1)
  return {
    clients: clients.length,
    passed,
    exact: clients.filter(({ exact }) => exact).length,
    meanDaysRatio,
    isMet:
      clients.length > 0 &&
      passed >= clients.length * 0.95 &&
      meanDaysRatio >= 0.95 &&
      clients.every(({ daysRatio, failed }) => daysRatio >= 0.9 || !failed.includes("A3"))
  }
}

import type { OracleInput, OracleRunway } from "./oracleRunway.ts"

/** The parts the runway is computed from; burn by its two kinds. */
export const components = ["cash", "receivables", "payables", "bills", "other"] as const
export type Component = (typeof components)[number]

/** What one side says of a client at a day. */
export interface Measured extends OracleInput {
  readonly runway: OracleRunway
  /** The parts it shows as incomplete, because nobody says what a document in them is worth in home currency. */
  readonly flagged: ReadonlyArray<Component>
}

export const checks = ["A1", "A2", "A3", "A4"] as const
export type Check = (typeof checks)[number]

/**
 * `equal`: to the cent and as whole as the other side has it, which a fresh sync must reach. `unknown`: neither side has
 * the amount, so that there is nothing to compare. `flagged`: only our side shows it as incomplete; the checks hold for it
 * all the same. What the other side alone shows as incomplete differs.
 */
export type ComponentOutcome = "equal" | "differs" | "flagged" | "unknown"

export interface ClientAccuracy {
  readonly failed: ReadonlyArray<Check>
  readonly components: Readonly<Record<Component, ComponentOutcome>>
  /** 1 where both have no number; 0 where only one has. */
  readonly daysRatio: number
}

const dollar = 100

/** `1 - |ours - theirs| / max(|theirs|, floor)`. */
const agreement = (ours: number, theirs: number, floor: number): number =>
  1 - Math.abs(ours - theirs) / Math.max(Math.abs(theirs), floor)

interface Part {
  /** Minor units; of burn, of the whole window. */
  readonly minor: bigint
  /** Null for an amount of a day. */
  readonly days: number | null
}

const partOf = ({ burn, ...measured }: OracleInput, component: Component): Part | null => {
  if (component === "bills" || component === "other") return burn === null ? null : { minor: burn[component], days: burn.days }
  const minor = measured[component]
  return minor === null ? null : { minor, days: null }
}

const size = ({ days, minor }: Part): number => Number(minor) / (days === null ? 1 : Math.max(days, 1))

const ratioOf = (ours: Part | null, theirs: Part | null): number =>
  ours === null || theirs === null ? Number(ours === theirs) : agreement(size(ours), size(theirs), dollar)

const outcomeOf = (
  ours: Part | null,
  theirs: Part | null,
  flagged: { readonly ours: boolean; readonly theirs: boolean }
): ComponentOutcome => {
  if (ours === null && theirs === null) return "unknown"
  const isEqual = ours !== null && theirs !== null && ours.minor === theirs.minor && ours.days === theirs.days
  if (isEqual && flagged.ours === flagged.theirs) return "equal"
  return flagged.ours && !flagged.theirs ? "flagged" : "differs"
}

const cutPoints = [7, 30, 60]

/** The checks A1 to A4 of runway.md 3.7 for one client. */
export const clientAccuracy = (ours: Measured, oracle: Measured): ClientAccuracy => {
  const holds = (component: Component): boolean => ratioOf(partOf(ours, component), partOf(oracle, component)) >= 0.95
  const outcome = (component: Component): ComponentOutcome =>
    outcomeOf(partOf(ours, component), partOf(oracle, component), {
      ours: ours.flagged.includes(component),
      theirs: oracle.flagged.includes(component)
    })
  const [mine, theirs] = [ours.runway.days, oracle.runway.days]
  const daysRatio = mine === null || theirs === null ? Number(mine === theirs) : agreement(mine, theirs, 1)
  const isNear = mine !== null && theirs !== null && theirs < 20 && Math.abs(mine - theirs) <= 1
  const isAtCut = theirs !== null && cutPoints.some((cut) => Math.abs(theirs - cut) <= 1)
  const passed: Record<Check, boolean> = {
    A1: holds("cash") && holds("receivables") && holds("payables"),
    A2: holds("bills") && holds("other"),
    A3: daysRatio >= 0.95 || isNear,
    A4: ours.runway.state === oracle.runway.state && (ours.runway.band === oracle.runway.band || isAtCut)
  }
  return {
    failed: checks.filter((check) => !passed[check]),
    components: {
      cash: outcome("cash"),
      receivables: outcome("receivables"),
      payables: outcome("payables"),
      bills: outcome("bills"),
      other: outcome("other")
    },
    daysRatio
  }
}

export interface FleetAccuracy {
  readonly clients: number
  readonly passed: number
  /** By check, how many clients pass it. */
  readonly passedBy: Readonly<Record<Check, number>>
  /** Components of every client, by how the comparison ended. */
  readonly components: Readonly<Record<ComponentOutcome, number>>
  readonly meanDaysRatio: number
  readonly leastDaysRatio: number
  /** A5: 95 of 100 pass, the mean is at least 0.95, nobody is below 0.9; and a fleet of nobody proves nothing. */
  readonly isMet: boolean
}

export const fleetAccuracy = (clients: ReadonlyArray<ClientAccuracy>): FleetAccuracy => {
  const passed = clients.filter(({ failed }) => failed.length === 0).length
  const meanDaysRatio = clients.reduce((sum, { daysRatio }) => sum + daysRatio, 0) / Math.max(clients.length, 1)
  const passing = (check: Check) => clients.filter(({ failed }) => !failed.includes(check)).length
  const outcomes = clients.flatMap((client) => components.map((component) => client.components[component]))
  const count = (outcome: ComponentOutcome) => outcomes.filter((one) => one === outcome).length
  return {
    clients: clients.length,
    passed,
    passedBy: { A1: passing("A1"), A2: passing("A2"), A3: passing("A3"), A4: passing("A4") },
    components: { equal: count("equal"), differs: count("differs"), flagged: count("flagged"), unknown: count("unknown") },
    meanDaysRatio,
    leastDaysRatio: clients.reduce((least, { daysRatio }) => Math.min(least, daysRatio), 1),
    isMet:
      clients.length > 0 &&
      passed >= clients.length * 0.95 &&
      meanDaysRatio >= 0.95 &&
      clients.every(({ daysRatio, failed }) => daysRatio >= 0.9 || !failed.includes("A3"))
  }
}

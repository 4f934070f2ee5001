/** What one company may be sent; a tenth under Intuit's own limits (runway.md 6.3, 6.7). */
export interface RealmRates {
  readonly perSecond: number
  readonly perMinute: number
  readonly concurrent: number
  /** Batches have a bucket of their own beside. */
  readonly batchesPerMinute: number
}

interface Lease {
  readonly id: string
  readonly until: number
}

/**
 * The gate of one company. Instants are milliseconds since 1970. No call starts before
 * `secondAt`; `minuteAt` is the instant at which the calls so far would have been made
 * at an even pace, which is all that a token bucket needs to know.
 */
export interface GateState {
  readonly secondAt: number
  readonly minuteAt: number
  /** The same for batches alone. */
  readonly batchAt: number
  /** Until then background calls leave the next turn to a person. */
  readonly personUntil: number
  readonly leases: ReadonlyArray<Lease>
  /** Intuit throttled the company: until then it is sent nothing. */
  readonly heldUntil: number
  /** Transient failures since the last answer. */
  readonly failures: number
  /** The circuit is open until then; after it one call goes through to see. */
  readonly openUntil: number | null
  readonly probe: string | null
}

export const untouched: GateState = {
  secondAt: 0,
  minuteAt: 0,
  batchAt: 0,
  personUntil: 0,
  leases: [],
  heldUntil: 0,
  failures: 0,
  openUntil: null,
  probe: null
}

export type Turn =
  | { readonly _tag: "Granted"; readonly lease: string }
  /** Ask again after that long: nothing was reserved. */
  | { readonly _tag: "Wait"; readonly millis: number }
  /** Intuit asked for that long without a call. */
  | { readonly _tag: "Held"; readonly millis: number }
  /** The circuit is open. */
  | { readonly _tag: "Shut"; readonly millis: number }

/** `throttled` and `neither` (cut off by us) say nothing of the company's health. */
export type Outcome = "answered" | "transient" | "throttled" | "neither"

/** Intuit cuts a call off after 120 s, so no call of a living process outlives this. */
export const leaseMillis = 150_000
/** runway.md 6.7 */
const failuresToOpen = 5
const openMillis = 60_000

/** Batches that may start at once: with the 35 of a minute they stay under Intuit's 40. */
const batchBurst = 4

/** The full turns are given back when calls end; so long until it is worth asking again. */
const fullWait = 50

interface Ask {
  readonly at: number
  readonly isPerson: boolean
  readonly isBatch: boolean
  /** The id of the lease if it is granted. */
  readonly lease: string
  readonly rates: RealmRates
}

const waitFor = (state: GateState, leases: ReadonlyArray<Lease>, { at, isBatch, isPerson, rates }: Ask): number => {
  if (!isPerson && at < state.personUntil) return 1000 / rates.perSecond
  const isFull = leases.length >= rates.concurrent
  const minuteSpan = 60_000 - 60_000 / rates.perMinute
  const batchSpan = (batchBurst - 1) * (60_000 / rates.batchesPerMinute)
  const forBatch = isBatch ? state.batchAt - batchSpan - at : 0
  return Math.max(isFull ? fullWait : 0, state.secondAt - at, state.minuteAt - minuteSpan - at, forBatch, 0)
}

/** The twin in SQL is `connections.take_turn`; a test holds the two to the same answers. */
export const takeTurn = (state: GateState, ask: Ask): readonly [Turn, GateState] => {
  const { at, isBatch, isPerson, lease, rates } = ask
  const leases = state.leases.filter(({ until }) => until > at)
  if (state.openUntil !== null && at < state.openUntil) return [{ _tag: "Shut", millis: state.openUntil - at }, state]
  if (at < state.heldUntil) return [{ _tag: "Held", millis: state.heldUntil - at }, state]
  const second = 1000 / rates.perSecond
  const millis = waitFor(state, leases, ask)
  if (millis > 0) {
    return [
      { _tag: "Wait", millis },
      { ...state, leases, personUntil: isPerson ? at + millis + 2 * second : state.personUntil }
    ]
  }
  const probing = state.openUntil !== null
  return [
    { _tag: "Granted", lease },
    {
      ...state,
      leases: [...leases, { id: lease, until: at + leaseMillis }],
      // A late start is not made up for: calls under way are late by unlike times, and would arrive closer together.
      secondAt: at + second,
      minuteAt: Math.max(state.minuteAt, at) + 60_000 / rates.perMinute,
      batchAt: isBatch ? Math.max(state.batchAt, at) + 60_000 / rates.batchesPerMinute : state.batchAt,
      personUntil: isPerson ? 0 : state.personUntil,
      openUntil: probing ? at + openMillis : null,
      probe: probing ? lease : null
    }
  ]
}

const afterOutcome = (state: GateState, outcome: Outcome, at: number): GateState => {
  if (outcome === "answered") return { ...state, failures: 0, openUntil: null, probe: null }
  if (outcome !== "transient") return state.openUntil === null ? state : { ...state, openUntil: at, probe: null }
  const failures = state.failures + 1
  return failures < failuresToOpen ? { ...state, failures } : { ...state, failures, openUntil: at + openMillis, probe: null }
}

/**
 * A call that was let through before the circuit opened changes nothing of it any more; only the probe does.
 * After `throttled` every call of the company waits `holdMillis`.
 */
export const endTurn = (state: GateState, lease: string, outcome: Outcome, at: number, holdMillis = 0): GateState => {
  const returned = {
    ...state,
    leases: state.leases.filter(({ id }) => id !== lease),
    heldUntil: outcome === "throttled" ? Math.max(state.heldUntil, at + holdMillis) : state.heldUntil
  }
  return state.openUntil !== null && state.probe !== lease ? returned : afterOutcome(returned, outcome, at)
}

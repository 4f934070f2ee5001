import { Clock, Context, Effect, Layer, Schema } from "effect"
import type { RealmId } from "../contract/Credentials.ts"
import type { Priority } from "../CurrentPriority.ts"
import { endTurn, type GateState, type Outcome, type RealmRates, takeTurn, type Turn, untouched } from "./GateState.ts"
import { healthWindowMillis, type WireHealth } from "./incident.ts"

/** Intuit meters reads and leaves writes free (runway.md 6.3); a batch of writes is a write that has a limit of its own besides. */
export type CallKind = "read" | "write" | "batch"

export interface TurnAsked {
  readonly priority: Priority
  readonly kind: CallKind
  readonly rates: RealmRates
}

/** The turns cannot be counted at this moment, so none is given. */
export class TurnsUnavailable extends Schema.TaggedError<TurnsUnavailable>()("TurnsUnavailable", {}) {}

/**
 * Where the gates of the companies stand: in this process, or in a store that all
 * processes share. Each method is one step that no other step comes between.
 */
export class Turns extends Context.Service<
  Turns,
  {
    readonly take: (realmId: RealmId, asked: TurnAsked) => Effect.Effect<Turn, TurnsUnavailable>
    /** `holdMillis`: how long a throttled company is sent nothing. */
    readonly end: (realmId: RealmId, lease: string, outcome: Outcome, holdMillis: number) => Effect.Effect<void, TurnsUnavailable>
    readonly health: Effect.Effect<WireHealth, TurnsUnavailable>
  }
>()("@beep/quickbooks/gate/Turns") {
  /** Counts in this process, and counts nothing per client. */
  static readonly layerMemory = Layer.sync(Turns, () => {
    const gates = new Map<RealmId, GateState>()
    const heard = new Map<RealmId, { readonly at: number; readonly outcome: Outcome }>()
    let leases = 0
    const gateOf = (realmId: RealmId) => gates.get(realmId) ?? untouched
    return Turns.of({
      take: (realmId, { kind, priority, rates }) =>
        Effect.map(Clock.currentTimeMillis, (at) => {
          leases += 1
          const ask = { at, isPerson: priority === "interactive", isBatch: kind === "batch", lease: String(leases), rates }
          const [turn, next] = takeTurn(gateOf(realmId), ask)
          gates.set(realmId, next)
          return turn
        }),
      end: (realmId, lease, outcome, holdMillis) =>
        Effect.map(Clock.currentTimeMillis, (at) => {
          gates.set(realmId, endTurn(gateOf(realmId), lease, outcome, at, holdMillis))
          if (outcome === "answered" || outcome === "transient") heard.set(realmId, { at, outcome })
        }),
      health: Effect.map(Clock.currentTimeMillis, (now) => {
        const recent = Array.from(heard.values()).filter(({ at }) => at > now - healthWindowMillis)
        return { active: recent.length, failing: recent.filter(({ outcome }) => outcome === "transient").length }
      })
    })
  })
}

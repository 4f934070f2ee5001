import { Audit } from "@beep/audit/server/Audit"
import { type CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { FeatureNotEnabled, type NotFound, type RoleForbidden, type Unavailable } from "@beep/kernel/errors"
import type { MemberId } from "@beep/kernel/ids"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Cache, Clock, Context, DateTime, Effect, Exit, Layer, Option } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { evaluateFeature, type FlagState, type SmartCalculators, smartCalculators } from "../contract/evaluateFeature.ts"
import { Feature, features } from "../contract/Feature.ts"
import type { FlagRow } from "../contract/FlagState.ts"
import { flagStateOf } from "./internal/flagStateOf.ts"
import { flagsRepo } from "./internal/FlagsRepo.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"

export interface OverrideInput {
  /** Null: for the whole firm. */
  readonly memberId: MemberId | null
  readonly feature: Feature
  readonly enabled: boolean
  /** For people; kept with the override, never in the audit log. */
  readonly reason: string
  readonly expiresAt: DateTime.Utc | null
}

export interface KillInput {
  readonly feature: Exclude<Feature, "basic_ritual_only">
  readonly killed: boolean
  readonly reason: string
  readonly operator: string
}

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class FeatureFlags extends Context.Service<
  FeatureFlags,
  {
    /** May be 60 seconds behind a change made in another process. Unknown features are disabled. */
    readonly isEnabled: (feature: string) => Effect.Effect<boolean, Unavailable, CurrentTenant>
    readonly require: (feature: string) => Effect.Effect<void, FeatureNotEnabled | Unavailable, CurrentTenant>
    /** Which calculators of the ritual are invoked at all. */
    readonly smartCalculators: Effect.Effect<SmartCalculators, Unavailable, CurrentTenant>
    /** Owners only: every feature with its owner, its default and what was decided, as stored now. */
    readonly overview: Effect.Effect<ReadonlyArray<FlagRow>, RoleForbidden | Unavailable, Caller>
    /** Owners only. */
    readonly override: (input: OverrideInput) => Effect.Effect<void, NotFound | RoleForbidden | Unavailable, Caller>
    /** Owners only; back to the firm's override or the tier. */
    readonly clear: (memberId: MemberId | null, feature: Feature) => Effect.Effect<void, RoleForbidden | Unavailable, Caller>
    /**
     * Off for everybody, by an operator; reached by no endpoint. `basic_ritual_only` has no
     * switch: off would mean more, not less. Each use is a row of `tenancy.kill_switch`.
     */
    readonly kill: (input: KillInput) => Effect.Effect<void, Unavailable>
  }
>()("@beep/tenancy/FeatureFlags") {
  static readonly layer: Layer.Layer<FeatureFlags, never, Audit | TenantTransaction | SqlClient.SqlClient> = Layer.effect(
    FeatureFlags,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const audit = yield* Audit
      const transaction = inTenant(yield* TenantTransaction)
      const flags = yield* flagsRepo
      const members = yield* membersRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      // Apart from the caller's transaction: what it wrote may yet be rolled back, and the answer outlives it.
      const read = (tenant: Tenant) =>
        trip(flags.state(tenant)).pipe(
          Effect.updateContext((context: Context.Context<never>) => Context.omit(sql.transactionService)(context)),
          Effect.map(flagStateOf)
        )
      const states = yield* Cache.makeWith<Tenant, FlagState, Unavailable>(read, {
        capacity: 10_000,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? "60 seconds" : 0)
      })

      const judge = <A>(decide: (state: FlagState, now: number) => A) =>
        Effect.gen(function* () {
          const { memberId, organizationId, role } = yield* CurrentTenant
          const state = yield* Cache.get(states, { organizationId, memberId, role })
          return decide(state, yield* Clock.currentTimeMillis)
        })

      const isEnabled = Effect.fn("FeatureFlags.isEnabled")((feature: string) =>
        judge((state, now) => evaluateFeature(state, feature, now))
      )

      const changed = Effect.fnUntraced(function* (
        memberId: MemberId | null,
        feature: Feature,
        after: "enabled" | "disabled" | "cleared"
      ) {
        const { organizationId } = yield* CurrentTenant
        yield* audit.append({
          action: "flag.changed",
          entityType: memberId === null ? "organization" : "member",
          entityId: memberId ?? organizationId,
          clientId: null,
          result: "ok",
          after: { feature, decision: after }
        })
      })

      const override = Effect.fn("FeatureFlags.override")(function* (input: OverrideInput) {
        const { memberId: setBy, organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "flags.manage", "feature", input.feature)
        if (input.memberId !== null) {
          const member = yield* transaction(members.find({ organizationId, id: input.memberId }))
          if (Option.isNone(member)) return yield* hidden(audit, "member", input.memberId)
        }
        const setAt = yield* DateTime.nowAsDate
        yield* transaction(
          Effect.andThen(
            flags.override({ organizationId, setBy, setAt, ...input }),
            changed(input.memberId, input.feature, input.enabled ? "enabled" : "disabled")
          )
        )
        yield* Cache.invalidateAll(states)
      })

      const clear = Effect.fn("FeatureFlags.clear")(function* (memberId: MemberId | null, feature: Feature) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "flags.manage", "feature", feature)
        yield* transaction(
          Effect.gen(function* () {
            const removed = yield* flags.clear({ organizationId, memberId, feature })
            if (removed.length > 0) yield* changed(memberId, feature, "cleared")
          })
        )
        yield* Cache.invalidateAll(states)
      })

      const overview = Effect.gen(function* () {
        const tenant = yield* CurrentTenant
        yield* requireScope(audit, "flags.manage", "organization", tenant.organizationId)
        // Of everybody in the firm: without what was decided for the asking member alone.
        const state = yield* read({ ...tenant, memberId: null })
        const decisions = yield* transaction(flags.firmDecisions(tenant.organizationId))
        const now = yield* Clock.currentTimeMillis
        return Feature.literals.map((feature): FlagRow => {
          const { owner, removalDate, tiers } = features[feature]
          const decided = decisions.find((one) => one.feature === feature)
          return {
            feature,
            owner,
            tierDefault: tiers[state.tier],
            removalDate,
            killed: state.killed.has(feature),
            decision:
              decided === undefined ? null : { enabled: decided.enabled, reason: decided.reason, expiresAt: decided.expiresAt },
            enabled: evaluateFeature(state, feature, now)
          }
        })
      }).pipe(Effect.withSpan("FeatureFlags.overview"))

      return FeatureFlags.of({
        overview,
        isEnabled,
        require: Effect.fn("FeatureFlags.require")(function* (feature: string) {
          if (!(yield* isEnabled(feature))) return yield* new FeatureNotEnabled({ feature })
        }),
        smartCalculators: judge(smartCalculators).pipe(Effect.withSpan("FeatureFlags.smartCalculators")),
        override,
        clear,
        kill: Effect.fn("FeatureFlags.kill")(function* (input: KillInput) {
          yield* trip(flags.kill({ ...input, at: yield* DateTime.nowAsDate }))
          yield* Cache.invalidateAll(states)
        })
      })
    })
  )
}

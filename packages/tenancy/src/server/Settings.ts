import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RoleForbidden, StaleObject, type Unavailable } from "@beep/kernel/errors"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { SqlClient } from "effect/sql"
import type { NotificationPreferences } from "../contract/OrganizationApi.ts"
import {
  type BandThresholds,
  defaultRetention,
  type OrganizationChange,
  type OrganizationSettings
} from "../contract/OrganizationSettings.ts"
import { requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { type SettingsRow, settingsRepo } from "./internal/SettingsRepo.ts"

type Caller = CurrentTenant | CurrentActor

const thresholdsOf = ({ criticalBelowDays, redBelowDays, yellowBelowDays }: SettingsRow): BandThresholds | null =>
  criticalBelowDays === null || redBelowDays === null || yellowBelowDays === null
    ? null
    : { criticalBelowDays, redBelowDays, yellowBelowDays }

const settingsOf = (row: SettingsRow): OrganizationSettings => ({
  organization: { id: row.id, name: row.name, demo: row.demo, timezone: row.timezone, tier: row.tier },
  thresholds: thresholdsOf(row),
  retention: {
    clientYears: row.clientYears ?? defaultRetention.clientYears,
    auditYears: row.auditYears ?? defaultRetention.auditYears,
    ledgerDays: row.ledgerDays ?? defaultRetention.ledgerDays
  },
  legalHoldSince: row.legalHoldSince,
  rowVersion: row.rowVersion
})

/** What an entry of the log says of settings: no name, which a sentence could be. */
const loggable = ({ legalHoldSince, organization, retention, thresholds }: OrganizationSettings) => ({
  timezone: organization.timezone,
  redBelowDays: thresholds?.redBelowDays ?? null,
  yellowBelowDays: thresholds?.yellowBelowDays ?? null,
  criticalBelowDays: thresholds?.criticalBelowDays ?? null,
  ...retention,
  legalHold: legalHoldSince !== null
})

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Settings extends Context.Service<
  Settings,
  {
    /** Owners only, as `change`. */
    readonly current: Effect.Effect<OrganizationSettings, NotFound | RoleForbidden | Unavailable, Caller>
    readonly change: (
      input: OrganizationChange
    ) => Effect.Effect<OrganizationSettings, NotFound | RoleForbidden | StaleObject | Unavailable, Caller>
    /** Of the calling member; a job or a key has none. */
    readonly notifications: Effect.Effect<NotificationPreferences, NotFound | Unavailable, CurrentTenant>
    readonly changeNotifications: (
      input: NotificationPreferences
    ) => Effect.Effect<NotificationPreferences, NotFound | Unavailable, Caller>
  }
>()("@beep/tenancy/Settings") {
  static readonly layer: Layer.Layer<Settings, never, Audit | TenantTransaction | SqlClient.SqlClient> = Layer.effect(
    Settings,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const plainly = inTenant(transaction)
      const repo = yield* settingsRepo

      const read = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const found = yield* repo.find(organizationId)
        return Option.isSome(found) ? settingsOf(found.value) : yield* new NotFound()
      })

      const allowed = Effect.flatMap(CurrentTenant, ({ organizationId }) =>
        requireScope(audit, "organization.manage", "organization", organizationId)
      )

      const change = Effect.fn("Settings.change")(function* (input: OrganizationChange) {
        yield* allowed
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.now
        return yield* transaction.run(
          Effect.gen(function* () {
            const before = yield* read
            const changed = yield* repo.change({
              organizationId,
              expectedVersion: input.expectedVersion,
              name: input.name ?? before.organization.name,
              timezone: input.timezone ?? before.organization.timezone
            })
            if (Option.isNone(changed)) return yield* new StaleObject()
            const thresholds = input.thresholds === undefined ? before.thresholds : input.thresholds
            const held = input.legalHold ?? before.legalHoldSince !== null
            yield* repo.put({
              organizationId,
              redBelowDays: thresholds?.redBelowDays ?? null,
              yellowBelowDays: thresholds?.yellowBelowDays ?? null,
              criticalBelowDays: thresholds?.criticalBelowDays ?? null,
              ...(input.retention ?? before.retention),
              legalHoldSince: held ? (before.legalHoldSince ?? now) : null,
              at: now
            })
            const after = yield* read
            yield* audit.append({
              action: "settings.changed",
              entityType: "organization",
              entityId: organizationId,
              clientId: null,
              result: "ok",
              before: loggable(before),
              after: { ...loggable(after), renamed: after.organization.name !== before.organization.name }
            })
            return after
          })
        )
      })

      const notifications = Effect.gen(function* () {
        const { memberId, organizationId } = yield* CurrentTenant
        if (memberId === null) return yield* new NotFound()
        const found = yield* plainly(repo.notifications({ organizationId, memberId }))
        return Option.isSome(found) ? found.value : yield* new NotFound()
      }).pipe(Effect.withSpan("Settings.notifications"))

      const changeNotifications = Effect.fn("Settings.changeNotifications")(function* ({
        weeklyDigest
      }: NotificationPreferences) {
        const { memberId, organizationId } = yield* CurrentTenant
        if (memberId === null) return yield* new NotFound()
        return yield* transaction.run(
          Effect.gen(function* () {
            const changed = yield* repo.changeNotifications({ organizationId, memberId, weeklyDigest })
            if (Option.isNone(changed)) return yield* new NotFound()
            yield* audit.append({
              action: "settings.changed",
              entityType: "member",
              entityId: memberId,
              clientId: null,
              result: "ok",
              after: { weeklyDigest }
            })
            return changed.value
          })
        )
      })

      return Settings.of({
        current: Effect.andThen(allowed, transaction.run(read)).pipe(Effect.withSpan("Settings.current")),
        change,
        notifications,
        changeNotifications
      })
    })
  )
}

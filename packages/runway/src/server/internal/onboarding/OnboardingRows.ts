import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { OnboardingId } from "../../../contract/onboarding/Onboarding.ts"
import { ConfirmedStep } from "../../../contract/onboarding/stepOf.ts"

export const OnboardingRow = Schema.Struct({
  onboardingId: OnboardingId,
  clientId: ClientId,
  step: ConfirmedStep,
  startedAt: Schema.DateTimeUtcFromDate,
  finishedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})
export type OnboardingRow = typeof OnboardingRow.Type

/** The constraint a second session of one key violates. */
export const keyTaken = "onboarding_session_key"

const columns = `onboarding_id as "onboardingId", client_id as "clientId", step, started_at as "startedAt", finished_at as "finishedAt"`

/** Rows of `runway.onboarding_session`; inside a tenant transaction. */
export const onboardingRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const select = sql`select ${sql.literal(columns)} from runway.onboarding_session`
  const Id = Schema.Struct({ organizationId: OrganizationId, onboardingId: OnboardingId })
  return {
    insert: query.none({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        clientId: ClientId,
        onboardingId: OnboardingId,
        key: Schema.String,
        startedBy: MemberId,
        startedAt: Schema.DateTimeUtcFromDate
      }),
      execute: (r) =>
        sql`insert into runway.onboarding_session (organization_id, client_id, onboarding_id, client_key, started_by, started_at)
          values (${r.organizationId}, ${r.clientId}, ${r.onboardingId}, ${r.key}::uuid, ${r.startedBy}, ${r.startedAt})`
    }),
    find: query.option({
      Request: Id,
      Result: OnboardingRow,
      execute: (r) => sql`${select} where organization_id = ${r.organizationId} and onboarding_id = ${r.onboardingId}`
    }),
    /** Holds the row until the transaction ends: two confirmations of one step never overlap. */
    lock: query.option({
      Request: Id,
      Result: OnboardingRow,
      execute: (r) => sql`${select} where organization_id = ${r.organizationId} and onboarding_id = ${r.onboardingId} for update`
    }),
    byKey: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, startedBy: MemberId, key: Schema.String }),
      Result: OnboardingRow,
      execute: (r) =>
        sql`${select} where organization_id = ${r.organizationId} and started_by = ${r.startedBy} and client_key = ${r.key}::uuid`
    }),
    ofClient: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId }),
      Result: OnboardingRow,
      execute: (r) => sql`${select} where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
    }),
    advance: query.none({
      Request: Schema.Struct({ ...Id.fields, step: ConfirmedStep, finishedAt: Schema.NullOr(Schema.DateTimeUtcFromDate) }),
      execute: (r) =>
        sql`update runway.onboarding_session set step = ${r.step}, finished_at = ${r.finishedAt}::timestamptz, row_version = row_version + 1
          where organization_id = ${r.organizationId} and onboarding_id = ${r.onboardingId}`
    })
  }
})

import { ClientId, OrganizationId, SyncRunId } from "@beep/kernel/ids"
import { all, none, option } from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { TieOutCertificateId } from "../../../contract/tieout/TieOutCertificate.ts"
import { TieOutResult } from "../../../contract/tieout/TieOutResult.ts"
import { SyncErrorCode } from "../../sync/stepFailure.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }

const NewCertificate = Schema.Struct({
  ...Place,
  certificateId: TieOutCertificateId,
  syncRunId: SyncRunId,
  comparedAt: Schema.DateTimeUtcFromDate,
  result: Schema.fromJsonString(TieOutResult),
  namesSealed: Schema.NullOr(Schema.Uint8Array),
  sha256: Schema.Uint8Array
})

const StoredCertificate = Schema.Struct({
  certificateId: TieOutCertificateId,
  syncRunId: SyncRunId,
  comparedAt: Schema.DateTimeUtcFromDate,
  result: TieOutResult,
  namesSealed: Schema.NullOr(Schema.Uint8Array),
  sha256: Schema.String
})
export type StoredCertificate = typeof StoredCertificate.Type

const ReadStep = Schema.Struct({ phase: Schema.Literals(["succeeded", "failed"]), errorCode: Schema.NullOr(SyncErrorCode) })
export type ReadStep = typeof ReadStep.Type

/** Rows of `runway.tie_out_certificate`; inside a tenant transaction. */
export const certificates = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const columns = sql.literal(
    `certificate_id as "certificateId", sync_run_id as "syncRunId", compared_at as "comparedAt", result, names_sealed as "namesSealed", encode(sha256, 'hex') as sha256`
  )

  /** How the reading of a run ended, step by step. */
  const readOf = all({
    Request: Schema.Struct({ ...Place, syncRunId: SyncRunId }),
    Result: ReadStep,
    execute: (r) => sql`
      select c.phase, c.error_code as "errorCode" from runway.sync_checkpoint c
      where c.organization_id = ${r.organizationId}::uuid and c.client_id = ${r.clientId}::uuid and c.sync_run_id = ${r.syncRunId}::uuid`
  })

  const ofRun = option({
    Request: Schema.Struct({ ...Place, syncRunId: SyncRunId }),
    Result: Schema.Struct({ result: TieOutResult }),
    execute: (r) => sql`
      select result from runway.tie_out_certificate
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and sync_run_id = ${r.syncRunId}::uuid`
  })

  /** Of the last run that read everything because a certificate named somebody. */
  const ofComparison = option({
    Request: Schema.Struct(Place),
    Result: Schema.Struct({ result: TieOutResult }),
    execute: (r) => sql`
      select c.result from runway.tie_out_certificate c
      join runway.sync_run s on s.organization_id = c.organization_id and s.client_id = c.client_id and s.sync_run_id = c.sync_run_id
        and s.trigger = 'comparison'
      where c.organization_id = ${r.organizationId}::uuid and c.client_id = ${r.clientId}::uuid
      order by c.compared_at desc limit 1`
  })

  /** The newest but that of a run. */
  const before = option({
    Request: Schema.Struct({ ...Place, syncRunId: SyncRunId }),
    Result: Schema.Struct({ result: TieOutResult }),
    execute: (r) => sql`
      select result from runway.tie_out_certificate
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and sync_run_id <> ${r.syncRunId}::uuid
      order by compared_at desc, certificate_id desc limit 1`
  })

  const insert = none({
    Request: NewCertificate,
    execute: (r) => sql`
      insert into runway.tie_out_certificate (organization_id, client_id, certificate_id, sync_run_id, compared_at, as_of, outcome,
        receivables, payables, bank, trial_balance, differing, result, names_sealed, sha256)
      select ${r.organizationId}::uuid, ${r.clientId}::uuid, ${r.certificateId}::uuid, ${r.syncRunId}::uuid, ${r.comparedAt}::timestamptz,
        (j.r ->> 'asOf')::date, j.r ->> 'outcome', j.r #>> '{sections,0,outcome}', j.r #>> '{sections,1,outcome}',
        j.r #>> '{sections,2,outcome}', j.r #>> '{sections,3,outcome}', (j.r ->> 'differing')::integer, j.r, ${r.namesSealed}::bytea, ${r.sha256}::bytea
      from (select ${r.result}::text::jsonb as r) j`
  })

  /** With `knownAt` of those compared by then. */
  const newest = all({
    Request: Schema.Struct({ ...Place, limit: Schema.Int, knownAt: Schema.optionalKey(Schema.DateTimeUtcFromDate) }),
    Result: StoredCertificate,
    execute: (r) => sql`
      select ${columns} from runway.tie_out_certificate
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
        and (${r.knownAt ?? null}::timestamptz is null or compared_at <= ${r.knownAt ?? null}::timestamptz)
      order by compared_at desc, certificate_id desc limit ${r.limit}::integer`
  })

  const find = option({
    Request: Schema.Struct({ ...Place, certificateId: TieOutCertificateId }),
    Result: StoredCertificate,
    execute: (r) => sql`
      select ${columns} from runway.tie_out_certificate
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and certificate_id = ${r.certificateId}::uuid`
  })

  return { readOf, ofRun, ofComparison, before, insert, newest, find }
})

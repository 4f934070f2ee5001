import { NotFound, ReconnectRequired, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { Cursor } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Derivation } from "./digest/Derivation.ts"
import { Digest } from "./digest/Digest.ts"
import { LedgerRecordView } from "./ledger/LedgerRecordView.ts"
import { LedgerEntityType, QboId } from "./ledger/QboId.ts"
import { FigureId } from "./runway/Figure.ts"
import { StartedSync, SyncStatus } from "./sync/SyncStatus.ts"

/** Rows of a derivation on one page. */
export const derivationPage = { default: 500, max: 500 } as const

const RowLimit = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: derivationPage.max }))

const params = { clientId: ClientId }

/** A client that was never synced answers 200 with state `unknown`. Errors: 404 (also for a household), 503. */
export const GetDigestEndpoint = HttpApiEndpoint.get("digest", "/api/advisor/clients/:clientId/digest", {
  params,
  success: Digest,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

/**
 * Why a figure is what it is. `figure=runway` answers all parts, each with its first
 * page of rows; any other figure is one part. `cursor` continues the part it came
 * from: 400 when the books changed since. The look is audited.
 */
export const GetDerivationEndpoint = HttpApiEndpoint.get("derivation", "/api/advisor/clients/:clientId/derivation", {
  params,
  query: { figure: FigureId, cursor: Schema.optionalKey(Cursor), limit: Schema.optionalKey(RowLimit) },
  success: Derivation,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** One row of the books as mirrored; deleted ones too. The look is audited. Errors: 404, 503. */
export const GetLedgerRecordEndpoint = HttpApiEndpoint.get(
  "ledgerRecord",
  "/api/advisor/clients/:clientId/ledger/:entityType/:qboId",
  {
    params: { ...params, entityType: LedgerEntityType, qboId: QboId },
    success: LedgerRecordView,
    error: [NotFound, Unavailable]
  }
).annotate(RequiredScope, "clients.read")

/** Begins a sync, at most once in thirty seconds, and answers at once with what came of that and where it stands. Errors: 404, 409 when a person must reconnect first, 503. */
export const StartSyncEndpoint = HttpApiEndpoint.post("startSync", "/api/advisor/clients/:clientId/sync", {
  params,
  success: StartedSync,
  error: [NotFound, ReconnectRequired, Unavailable]
}).annotate(RequiredScope, "clients.manage")

/** Errors: 404, 503. */
export const GetSyncEndpoint = HttpApiEndpoint.get("syncState", "/api/advisor/clients/:clientId/sync", {
  params,
  success: SyncStatus,
  error: [NotFound, Unavailable]
}).annotate(RequiredScope, "clients.read")

export class DigestGroup extends HttpApiGroup.make("digest")
  .add(GetDigestEndpoint, GetDerivationEndpoint, GetLedgerRecordEndpoint, StartSyncEndpoint, GetSyncEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const DigestLocalApi = HttpApi.make("beep").add(DigestGroup)

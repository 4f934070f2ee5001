import { NotFound, ReconnectRequired, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { Cursor } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Bridge } from "./bridge/Bridge.ts"
import { BridgeCause } from "./bridge/BridgeCause.ts"
import { Derivation } from "./digest/Derivation.ts"
import { Digest } from "./digest/Digest.ts"
import { KnownTime } from "./digest/KnownTime.ts"
import { LedgerRecordView } from "./ledger/LedgerRecordView.ts"
import { LedgerEntityType, QboId } from "./ledger/QboId.ts"
import { FigureId } from "./runway/Figure.ts"
import { StartedSync, SyncStatus } from "./sync/SyncStatus.ts"

/** Rows of a derivation on one page. */
export const derivationPage = { default: 500, max: 500 } as const

const RowLimit = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: derivationPage.max }))

const params = { clientId: ClientId }

/** Of which time: `2026-11-13`, the end of that day for the client, or an instant; absent, now. */
const known = { at: Schema.optionalKey(KnownTime) }

/**
 * A client that was never synced answers 200 with state `unknown`. With `at` the digest as it was known then, the same
 * bytes for ever. Errors: 400 for a time that has not come, 404 (also for a household), 503.
 */
export const GetDigestEndpoint = HttpApiEndpoint.get("digest", "/api/advisor/clients/:clientId/digest", {
  params,
  query: known,
  success: Digest,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/**
 * Why a figure is what it is. `figure=runway` answers all parts, each with its first
 * page of rows; any other figure is one part. `cursor` continues the part it came
 * from: 400 when the books changed since. The look is audited.
 */
export const GetDerivationEndpoint = HttpApiEndpoint.get("derivation", "/api/advisor/clients/:clientId/derivation", {
  params,
  query: { ...known, figure: FigureId, cursor: Schema.optionalKey(Cursor), limit: Schema.optionalKey(RowLimit) },
  success: Derivation,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

/** One row of the books as mirrored, or as it was with `at`; deleted ones too. The look is audited. Errors: 400, 404, 503. */
export const GetLedgerRecordEndpoint = HttpApiEndpoint.get(
  "ledgerRecord",
  "/api/advisor/clients/:clientId/ledger/:entityType/:qboId",
  {
    params: { ...params, entityType: LedgerEntityType, qboId: QboId },
    query: known,
    success: LedgerRecordView,
    error: [NotFound, ValidationFailed, Unavailable]
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

const Offset = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 0, maximum: 1_000_000 }))

/**
 * Why the runway changed between two digests, each as it was known then; `to` absent is now. Every part with the first
 * page of its rows; with `part` the rows of that part from `offset` on. The look is audited. Errors: 400 for a time that
 * has not come or a `from` that is not before `to`, 404, 503.
 */
export const GetBridgeEndpoint = HttpApiEndpoint.get("bridge", "/api/advisor/clients/:clientId/bridge", {
  params,
  query: {
    from: KnownTime,
    to: Schema.optionalKey(KnownTime),
    part: Schema.optionalKey(BridgeCause),
    offset: Schema.optionalKey(Offset)
  },
  success: Bridge,
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "clients.read")

export class DigestGroup extends HttpApiGroup.make("digest")
  .add(GetDigestEndpoint, GetDerivationEndpoint, GetLedgerRecordEndpoint, GetBridgeEndpoint, StartSyncEndpoint, GetSyncEndpoint)
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const DigestLocalApi = HttpApi.make("beep").add(DigestGroup)

import { NotFound, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Cursor, Limit, Page } from "@beep/kernel/Page"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { AuditAction } from "./AuditAction.ts"
import { AuditEntry } from "./AuditEntry.ts"
import { Checkpoint, CheckpointKey } from "./Checkpoint.ts"

/** `leaf` is the entry's number in the log, null until it has one (seconds after the change). */
export const AuditRow = Schema.Struct({ ...AuditEntry.fields, leaf: Schema.NullOr(Schema.Int) })
export type AuditRow = typeof AuditRow.Type

/** `checkpoint` is null before the first entry; `pending` counts entries that are committed but not yet numbered. */
export const AuditHead = Schema.Struct({
  checkpoint: Schema.NullOr(Checkpoint),
  origin: Schema.String,
  keys: Schema.Array(CheckpointKey),
  pending: Schema.Int
})
export type AuditHead = typeof AuditHead.Type

/**
 * Newest first. `from` and `to` are UTC days, both included. Errors: 404 for a client
 * the caller cannot see, 400 for a cursor that is not ours, 503.
 */
export const ClientAuditEndpoint = HttpApiEndpoint.get("clientAudit", "/api/advisor/clients/:clientId/audit", {
  params: { clientId: ClientId },
  query: {
    cursor: Schema.optionalKey(Cursor),
    limit: Schema.optionalKey(Limit),
    action: Schema.optionalKey(AuditAction),
    from: Schema.optionalKey(LocalDate),
    to: Schema.optionalKey(LocalDate)
  },
  success: Page(AuditRow),
  error: [NotFound, ValidationFailed, Unavailable]
}).annotate(RequiredScope, "audit.read")

/** The newest signed checkpoint of the caller's organization, to be kept outside this product. */
export const CheckpointEndpoint = HttpApiEndpoint.get("checkpoint", "/api/audit/checkpoint", {
  success: AuditHead,
  error: [Unavailable]
}).annotate(RequiredScope, "audit.read")

/**
 * Bare on purpose: `audit` stands below `tenancy`, which owns `Authorization`. The
 * root api adds `AuditGroup.middleware(Authorization)` and builds the group from
 * `auditHandlers` (server/handlers.ts); nothing serves this class as it is, because
 * its handlers need CurrentTenant and CurrentActor.
 */
export class AuditGroup extends HttpApiGroup.make("audit")
  .add(ClientAuditEndpoint, CheckpointEndpoint)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

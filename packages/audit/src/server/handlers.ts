import { Effect } from "effect"
import type { ClientId } from "@beep/kernel/ids"
import { AuditLog } from "./AuditLog.ts"
import { AuditTrail, type TrailQuery } from "./AuditTrail.ts"

/**
 * The group's handlers, for the api that guards it:
 *
 * @example
 * `HttpApiBuilder.group(Api, "audit", Effect.fn(function*(handlers) { return handlers.handleAll(yield* auditHandlers) }))`
 */
export const auditHandlers = Effect.gen(function* () {
  const trail = yield* AuditTrail
  const log = yield* AuditLog
  return {
    clientAudit: (request: { readonly params: { readonly clientId: ClientId }; readonly query: TrailQuery }) =>
      trail.ofClient(request.params.clientId, request.query),
    checkpoint: () => log.head
  }
})

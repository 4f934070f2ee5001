import type { AuditEvent } from "@beep/audit/contract/AuditEvent"
import type { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, RoleForbidden } from "@beep/kernel/errors"
import type { EndpointScope } from "@beep/kernel/Scope"
import { Effect, Metric } from "effect"
import { holds } from "../../contract/policy.ts"

const accessDenied = Metric.counter("beep.access.denied", {
  description: "requests for something outside the caller's reach",
  incremental: true
})

type Denied = Pick<AuditEvent, "entityType" | "entityId"> & { readonly reason: string }

/** The client id stays out of `clientId`: the entry belongs to the asker's log, not to a client the asker cannot see. */
export const recordDenial = (audit: Audit["Service"], denied: Denied) =>
  Effect.andThen(
    Metric.update(accessDenied, 1),
    audit.record({ action: "access.denied", ...denied, clientId: null, result: "denied" })
  )

/** 404, as if it did not exist, and an entry that says it was asked for. */
export const hidden = (audit: Audit["Service"], entityType: string, entityId: string) =>
  Effect.andThen(recordDenial(audit, { entityType, entityId, reason: "outside_scope" }), Effect.fail(new NotFound()))

/** Asks the policy; a denial is audited. */
export const requireScope = Effect.fnUntraced(function* (
  audit: Audit["Service"],
  scope: EndpointScope,
  entityType: string,
  entityId: string
) {
  const tenant = yield* CurrentTenant
  if (holds(tenant.role, scope)) return
  yield* recordDenial(audit, { entityType, entityId, reason: scope })
  return yield* new RoleForbidden()
})

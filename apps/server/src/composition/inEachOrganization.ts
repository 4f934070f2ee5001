import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type SystemJob, SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect } from "effect"
import { logged } from "./logged.ts"

/** Does a job's work in one organization after the other; one that fails is logged and leaves the others standing. */
export const inEachOrganization = Effect.fnUntraced(function* <E, R>(
  job: SystemJob,
  failed: string,
  work: Effect.Effect<void, E, R | CurrentTenant | CurrentActor>
) {
  const scope = yield* SystemScope
  const ids = yield* scope.organizations(job)
  yield* Effect.forEach(ids, (organizationId) => work.pipe(scope.within(job, organizationId), logged(failed)), { discard: true })
})

/** Says in the organization's log that a job found so much to do there; a look that found nothing is no use of the scope. */
export const scopeUsed = Effect.fnUntraced(function* (found: Readonly<Record<string, number>>) {
  const audit = yield* Audit
  const { organizationId } = yield* CurrentTenant
  yield* audit.record({
    action: "scope.used",
    entityType: "organization",
    entityId: organizationId,
    clientId: null,
    result: "ok",
    after: found
  })
})

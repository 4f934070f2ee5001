import type { TenantRole } from "@beep/kernel/Role"
import { type EndpointScope, OnlyReads, RequiredProof, RequiredScope, rolesOf, type SessionProof } from "@beep/kernel/Scope"
import { Context, Option } from "effect"

/**
 * Whether a role holds a scope. An endpoint without a scope is open to nobody.
 * `system` is a job inside one organization: it holds every scope but comes from no token.
 */
export const holds = (role: TenantRole, scope: EndpointScope | undefined): boolean =>
  scope !== undefined && (role === "system" || rolesOf(scope).includes(role))

interface Annotated {
  readonly annotations: Context.Context<never>
}

/** The scope of an endpoint: its own annotation, else that of its group. */
export const scopeOf = (group: Annotated, endpoint: Annotated): EndpointScope | undefined =>
  Option.getOrUndefined(Context.getOption(Context.merge(group.annotations, endpoint.annotations), RequiredScope))

/** What an endpoint asks of the session: its own annotation, else that of its group, else `proven`. */
export const proofOf = (group: Annotated, endpoint: Annotated): SessionProof =>
  Context.get(Context.merge(group.annotations, endpoint.annotations), RequiredProof)

const unsafeMethods: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"])
const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD"])

/** Whether a request may look and not change anything: by its method (RFC 9110 9.2.1), or as its endpoint says. */
export const isSafe = (method: string, endpoint: Annotated): boolean =>
  safeMethods.has(method) || Context.get(endpoint.annotations, OnlyReads)

/**
 * Whether a request that rides on a cookie may proceed: reads always, changes only
 * from a page of an allowed origin. Browsers send `Origin` with every such request.
 */
export const originAllowed = (method: string, origin: string | undefined, allowed: ReadonlyArray<string>): boolean =>
  !unsafeMethods.has(method) || (origin !== undefined && allowed.includes(origin))

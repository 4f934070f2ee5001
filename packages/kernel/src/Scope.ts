import { Context } from "effect"
import { type Capability, permissions } from "./permissions.ts"
import { Role } from "./Role.ts"

/**
 * What a caller must be allowed to do to reach an endpoint. `public` needs no
 * session, `session` any. An endpoint without a scope stops the server (house.md, way of a request 4).
 */
export type EndpointScope = "public" | "session" | Capability

/** Annotate an endpoint or a group: `.annotate(RequiredScope, "clients.read")`; the endpoint's own wins. */
export class RequiredScope extends Context.Service<RequiredScope, EndpointScope>()("@beep/kernel/RequiredScope") {}

/**
 * What an endpoint asks of the session itself: `unproven` is open to one that still lacks its second
 * factor, `proven` (the default) is not, `stepped_up` needs a factor proved in the last ten minutes
 * besides, and `enrolling` needs that too but is open to one that lacks an enrolment.
 */
export type SessionProof = "unproven" | "enrolling" | "proven" | "stepped_up"

/** Annotate an endpoint or a group: `.annotate(RequiredProof, "stepped_up")`; the endpoint's own wins. */
export const RequiredProof = Context.Reference<SessionProof>("@beep/kernel/RequiredProof", { defaultValue: () => "proven" })

/**
 * Annotate an endpoint that changes nothing but the audit log though its method says it may: a question in a body, because its
 * words have no place in an address line. It is looked at as a `GET` is: nobody's session is asked for anew because of it.
 */
export const OnlyReads = Context.Reference<boolean>("@beep/kernel/OnlyReads", { defaultValue: () => false })

/** Which roles hold a scope: the permission matrix, for the middleware, the policies and the screens. */
export const rolesOf = (scope: EndpointScope): ReadonlyArray<Role> =>
  scope === "public" || scope === "session" ? Role.literals : permissions[scope].roles

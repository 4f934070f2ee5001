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

/** Which roles hold a scope: the permission matrix, for the middleware, the policies and the screens. */
export const rolesOf = (scope: EndpointScope): ReadonlyArray<Role> =>
  scope === "public" || scope === "session" ? Role.literals : permissions[scope].roles

import { Context } from "effect"
import type { Role } from "./Role.ts"

/**
 * What a caller must be allowed to do to reach an endpoint. `public` needs no
 * session. An endpoint without a scope stops the server (house.md, way of a request 4).
 */
export type EndpointScope =
  | "public"
  | "session"
  | "clients.read"
  | "clients.manage"
  | "connections.manage"
  | "evidence.write"
  | "audit.read"
  | "flags.manage"

/** Annotate an endpoint or a group: `.annotate(RequiredScope, "clients.read")`; the endpoint's own wins. */
export class RequiredScope extends Context.Service<RequiredScope, EndpointScope>()("@beep/kernel/RequiredScope") {}

/** Which roles hold a scope (runway.md 7.7). Policies, middleware and the screens derive from this table. */
export const rolesOf: Readonly<Record<EndpointScope, ReadonlyArray<Role>>> = {
  public: ["owner", "advisor", "staff", "viewer"],
  session: ["owner", "advisor", "staff", "viewer"],
  "clients.read": ["owner", "advisor", "staff", "viewer"],
  "clients.manage": ["owner", "advisor"],
  "connections.manage": ["owner", "advisor"],
  "evidence.write": ["owner", "advisor", "staff"],
  "audit.read": ["owner", "advisor"],
  "flags.manage": ["owner"]
}

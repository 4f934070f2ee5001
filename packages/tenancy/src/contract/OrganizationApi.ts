import { Capability } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Authorization } from "./Authorization.ts"

/** The permission matrix as it is enforced. */
export const Roles = Schema.Struct({
  roles: Schema.Array(Schema.Struct({ role: Role, clients: Schema.Literals(["all", "assigned"]) })),
  capabilities: Schema.Array(Schema.Struct({ capability: Capability, roles: Schema.Array(Role), forKeys: Schema.Boolean }))
})
export type Roles = typeof Roles.Type

/** What an organization decides for itself. */
export class OrganizationGroup extends HttpApiGroup.make("organization")
  .add(HttpApiEndpoint.get("roles", "/api/roles", { success: Roles }).annotate(RequiredScope, "session"))
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const OrganizationLocalApi = HttpApi.make("beep").add(OrganizationGroup)

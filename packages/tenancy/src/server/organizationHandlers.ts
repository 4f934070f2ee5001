import { Capability, clientReach, permissions } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { OrganizationLocalApi, type Roles } from "../contract/OrganizationApi.ts"

const roles: Roles = {
  roles: Role.literals.map((role) => ({ role, clients: clientReach[role] })),
  capabilities: Capability.literals.map((capability) => {
    const { forKeys, roles } = permissions[capability]
    return { capability, roles, forKeys }
  })
}

export const organizationHandlers = HttpApiBuilder.group(
  OrganizationLocalApi,
  "organization",
  Effect.fn(function* (handlers) {
    return handlers.handleAll({
      roles: () => Effect.succeed(roles)
    })
  })
)

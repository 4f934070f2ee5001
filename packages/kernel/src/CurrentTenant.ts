import { Context, Schema } from "effect"
import { MemberId, OrganizationId } from "./ids.ts"
import { TenantRole } from "./Role.ts"

/** `memberId` is null exactly when `role` is `system`. */
export const Tenant = Schema.Struct({
  organizationId: OrganizationId,
  memberId: Schema.NullOr(MemberId),
  role: TenantRole
})
export type Tenant = typeof Tenant.Type

/** The organization, member and role that every row of this request is bound to; from the token, never from a body or a path. */
export class CurrentTenant extends Context.Service<CurrentTenant, Tenant>()("@beep/kernel/CurrentTenant") {}

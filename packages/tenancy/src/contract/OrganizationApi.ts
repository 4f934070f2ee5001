import { NotFound, StaleObject, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { Capability } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { RequiredProof, RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { ApiKey, ApiKeyId, NewApiKey } from "./ApiKey.ts"
import { Authorization } from "./Authorization.ts"
import { Feature } from "./Feature.ts"
import { DecideFlag, FlagRow } from "./FlagState.ts"
import { OrganizationChange, OrganizationSettings } from "./OrganizationSettings.ts"

/** The permission matrix as it is enforced. */
export const Roles = Schema.Struct({
  roles: Schema.Array(Schema.Struct({ role: Role, clients: Schema.Literals(["all", "assigned"]) })),
  capabilities: Schema.Array(Schema.Struct({ capability: Capability, roles: Schema.Array(Role), forKeys: Schema.Boolean }))
})
export type Roles = typeof Roles.Type

/** What a member is mailed about. */
export const NotificationPreferences = Schema.Struct({ weeklyDigest: Schema.Boolean })
export type NotificationPreferences = typeof NotificationPreferences.Type

/** Columns: who, role, state, second factor, last seen, client, assignment, from, until. One line for each client a member sees or saw. */
const AccessReview = HttpApiSchema.StreamUint8Array({ contentType: "text/csv" })

/** What an organization decides for itself, and what each member decides for himself in it. */
export class OrganizationGroup extends HttpApiGroup.make("organization")
  .add(
    HttpApiEndpoint.get("roles", "/api/roles", { success: Roles }).annotate(RequiredScope, "session"),
    HttpApiEndpoint.get("settings", "/api/organization", {
      success: OrganizationSettings,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "organization.manage"),
    HttpApiEndpoint.patch("change", "/api/organization", {
      payload: OrganizationChange,
      success: OrganizationSettings,
      error: [NotFound, StaleObject, Unavailable]
    }).annotate(RequiredScope, "organization.manage"),
    HttpApiEndpoint.get("accessReview", "/api/organization/access-review", {
      success: AccessReview,
      error: [Unavailable]
    })
      .annotate(RequiredScope, "organization.manage")
      .annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.get("flags", "/api/flags", {
      success: Schema.Struct({ flags: Schema.Array(FlagRow) }),
      error: [Unavailable]
    }).annotate(RequiredScope, "flags.manage"),
    /** Takes effect at once here, within a minute in other processes. */
    HttpApiEndpoint.put("decideFlag", "/api/flags/:feature", {
      params: { feature: Feature },
      payload: DecideFlag,
      success: HttpApiSchema.NoContent,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "flags.manage"),
    HttpApiEndpoint.delete("clearFlag", "/api/flags/:feature", {
      params: { feature: Feature },
      success: HttpApiSchema.NoContent,
      error: [Unavailable]
    }).annotate(RequiredScope, "flags.manage"),
    HttpApiEndpoint.get("apiKeys", "/api/api-keys", {
      success: Schema.Struct({ keys: Schema.Array(ApiKey) }),
      error: [Unavailable]
    }).annotate(RequiredScope, "keys.manage"),
    /** `secret` is shown this once and kept as a hash: `Authorization: Bearer <secret>`. */
    HttpApiEndpoint.post("makeApiKey", "/api/api-keys", {
      payload: NewApiKey,
      success: Schema.Struct({ key: ApiKey, secret: Schema.String }),
      error: [NotFound, ValidationFailed, Unavailable]
    })
      .annotate(RequiredScope, "keys.manage")
      .annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.delete("revokeApiKey", "/api/api-keys/:keyId", {
      params: { keyId: ApiKeyId },
      success: HttpApiSchema.NoContent,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "keys.manage"),
    HttpApiEndpoint.get("notifications", "/api/account/notifications", {
      success: NotificationPreferences,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "session"),
    HttpApiEndpoint.put("changeNotifications", "/api/account/notifications", {
      payload: NotificationPreferences,
      success: NotificationPreferences,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "session")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const OrganizationLocalApi = HttpApi.make("beep").add(OrganizationGroup)

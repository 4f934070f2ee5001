import { Capability, clientReach, permissions } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { Effect, Redacted, Stream } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { OrganizationLocalApi, type Roles } from "../contract/OrganizationApi.ts"
import { AccessReview } from "./AccessReview.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { FeatureFlags } from "./FeatureFlags.ts"
import { Settings } from "./Settings.ts"

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
    const settings = yield* Settings
    const review = yield* AccessReview
    const flags = yield* FeatureFlags
    const keys = yield* ApiKeys
    return handlers.handleAll({
      roles: () => Effect.succeed(roles),
      settings: () => settings.current,
      change: ({ payload }) => settings.change(payload),
      accessReview: () => Effect.map(review.csv, (csv) => Stream.make(new TextEncoder().encode(csv))),
      flags: () => Effect.map(flags.overview, (flags) => ({ flags })),
      decideFlag: ({ params, payload }) => flags.override({ memberId: null, feature: params.feature, ...payload }),
      clearFlag: ({ params }) => flags.clear(null, params.feature),
      apiKeys: () => Effect.map(keys.list, (keys) => ({ keys })),
      makeApiKey: ({ payload }) => Effect.map(keys.make(payload), ({ key, secret }) => ({ key, secret: Redacted.value(secret) })),
      revokeApiKey: ({ params }) => keys.revoke(params.keyId),
      notifications: () => settings.notifications,
      changeNotifications: ({ payload }) => settings.changeNotifications(payload)
    })
  })
)

import type { Capability } from "@beep/kernel/permissions"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { settings } from "../../messages/settings.ts"

interface SettingsPage {
  readonly page: keyof typeof settings.pages
  readonly group: keyof typeof settings.groups
  /** What a member must be allowed to do to find the page at all. */
  readonly needs: Capability | null
}

const all = [
  { page: "profile", to: "/settings/profile", group: "you", needs: null },
  { page: "security", to: "/settings/security", group: "you", needs: null },
  { page: "notifications", to: "/settings/notifications", group: "you", needs: null },
  { page: "members", to: "/settings/members", group: "organization", needs: "members.manage" },
  { page: "assignments", to: "/settings/assignments", group: "organization", needs: "members.manage" },
  { page: "roles", to: "/settings/roles", group: "organization", needs: null },
  { page: "features", to: "/settings/features", group: "organization", needs: "flags.manage" },
  { page: "organization", to: "/settings/organization", group: "organization", needs: "organization.manage" },
  { page: "connections", to: "/settings/connections", group: "organization", needs: "connections.manage" },
  { page: "keys", to: "/settings/api-keys", group: "organization", needs: "keys.manage" },
  { page: "audit", to: "/settings/audit", group: "organization", needs: "audit.read" }
] as const satisfies ReadonlyArray<SettingsPage & { readonly to: string }>

/** The pages this member has, in the order of the tabs. */
export const pagesFor = (me: Me): ReadonlyArray<(typeof all)[number]> =>
  all.filter(({ needs }: SettingsPage) => needs === null || me.capabilities.includes(needs))

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
  { page: "roles", to: "/settings/roles", group: "organization", needs: null }
] as const satisfies ReadonlyArray<SettingsPage & { readonly to: string }>

/** The pages this member has, in the order of the tabs. */
export const pagesFor = (me: Me): ReadonlyArray<(typeof all)[number]> =>
  all.filter(({ needs }: SettingsPage) => needs === null || me.capabilities.includes(needs))

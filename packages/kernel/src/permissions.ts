import { Schema } from "effect"
import { Role } from "./Role.ts"

/** Everything a member may be allowed to do. An endpoint names one; the screens read the same words from `GET /api/me`. */
export const Capability = Schema.Literals([
  "clients.read",
  "clients.manage",
  "connections.manage",
  "evidence.write",
  "hygiene.write",
  "console.read",
  "console.propose",
  "console.decide",
  "console.approve",
  "payments.record",
  "audit.read",
  "members.manage",
  "organization.manage",
  "flags.manage",
  "keys.manage"
])
export type Capability = typeof Capability.Type

export interface Permission {
  /** For the page in `specs/`; what people read stands in the catalogues. */
  readonly about: string
  readonly roles: ReadonlyArray<Role>
  /** Whether an API key may be given it: never what decides, pays or lets somebody in. */
  readonly forKeys: boolean
}

const everyone = Role.literals
const ownerAlone = ["owner"] as const
const advising = ["owner", "advisor"] as const
const working = ["owner", "advisor", "staff"] as const

/** The permission matrix (runway.md 7.7): policies, endpoint scopes, enabled actions and `specs/permissions.md` derive from it. */
export const permissions: Readonly<Record<Capability, Permission>> = {
  "clients.read": { about: "See clients with their digest, hygiene list and documents", roles: everyone, forKeys: true },
  "clients.manage": { about: "Bring clients in and change their state", roles: advising, forKeys: false },
  "connections.manage": { about: "Connect and disconnect QuickBooks, set cash roles", roles: advising, forKeys: false },
  "evidence.write": { about: "Add documents", roles: working, forKeys: true },
  "hygiene.write": { about: "Fix and review hygiene issues, mark a client reviewed", roles: working, forKeys: false },
  "console.read": { about: "See the console", roles: everyone, forKeys: true },
  "console.propose": { about: "Propose a hold, a readiness, a reminder", roles: working, forKeys: false },
  "console.decide": { about: "Hold, mark ready, remind", roles: advising, forKeys: false },
  "console.approve": { about: "Approve; not the own proposal where two persons are asked for", roles: advising, forKeys: false },
  "payments.record": { about: "Record a payment, schedule one", roles: advising, forKeys: false },
  "audit.read": { about: "Read and export the audit log of the clients one sees", roles: advising, forKeys: true },
  "members.manage": { about: "Invite, suspend and remove members, assign clients", roles: ownerAlone, forKeys: false },
  "organization.manage": {
    about: "Time zone, thresholds, retention, legal hold, access review",
    roles: ownerAlone,
    forKeys: false
  },
  "flags.manage": { about: "Switch features", roles: ownerAlone, forKeys: false },
  "keys.manage": { about: "Make and revoke API keys", roles: ownerAlone, forKeys: false }
}

/** Whose clients a role reaches: `app.sees_all_clients()` says the same to the database. */
export const clientReach: Readonly<Record<Role, "all" | "assigned">> = {
  owner: "all",
  advisor: "assigned",
  staff: "assigned",
  viewer: "assigned"
}

export const capabilitiesOf = (role: Role): ReadonlyArray<Capability> =>
  Capability.literals.filter((capability) => permissions[capability].roles.includes(role))

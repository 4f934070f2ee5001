import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import type { Role } from "@beep/kernel/Role"
import { Context, Effect, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { Email } from "../contract/Email.ts"
import type { Client } from "../contract/Client.ts"
import type { Member } from "../contract/Member.ts"
import type { Organization } from "../contract/Organization.ts"
import { Assignments } from "../server/Assignments.ts"
import { Clients } from "../server/Clients.ts"
import { Members } from "../server/Members.ts"
import { Organizations } from "../server/Organizations.ts"

/** The password of everybody in the fixture. */
export const fixturePassword = Redacted.make("correct horse battery")

const zone = TimeZoneName.make("America/New_York")

/** One member with all a test needs to act as him. */
export interface Person {
  readonly email: Email
  readonly member: Member
  readonly context: Context.Context<CurrentTenant | CurrentActor>
}

export interface Firm {
  readonly organization: Organization
  readonly owner: Person
  /** Assigned to `clients.shared` and `clients.advised`. */
  readonly advisor: Person
  /** Assigned to nothing. */
  readonly idleAdvisor: Person
  /** Assigned to `clients.shared`. */
  readonly staff: Person
  /** Assigned to `clients.shared`. */
  readonly viewer: Person
  readonly clients: { readonly shared: Client; readonly advised: Client; readonly unassigned: Client }
}

const person = (organization: Organization, email: Email, member: Member): Person => ({
  email,
  member,
  context: Context.make(CurrentTenant, { organizationId: organization.id, memberId: member.id, role: member.role }).pipe(
    Context.add(CurrentActor, { kind: "user", userId: member.userId })
  )
})

/** `yield* as(firm.advisor)(effect)` */
export const as = (who: Person) => Effect.provideContext(who.context)

const firm = Effect.fnUntraced(function* (domain: string) {
  const organizations = yield* Organizations
  const members = yield* Members
  const clients = yield* Clients
  const assignments = yield* Assignments
  const address = (role: string) => Email.make(`${role}@${domain}`)

  // Names are the same in both firms: only ids and addresses tell them apart.
  const { organization, owner: first } = yield* organizations
    .create({
      name: "Harbor Advisory",
      demo: true,
      timezone: zone,
      tier: "basic",
      owner: { email: address("owner"), displayName: "Olivia Owner", password: fixturePassword }
    })
    .pipe(Effect.provideService(CurrentActor, { kind: "system", job: "fixture" }))
  const owner = person(organization, address("owner"), first)
  const asOwner = as(owner)

  const join = (name: string, role: Role, displayName: string) =>
    members.add({ email: address(name), displayName, role, password: fixturePassword }).pipe(
      asOwner,
      Effect.map((member) => person(organization, address(name), member))
    )
  const advisor = yield* join("advisor", "advisor", "Adam Advisor")
  const idleAdvisor = yield* join("idle", "advisor", "Ida Idle")
  const staff = yield* join("staff", "staff", "Sam Staff")
  const viewer = yield* join("viewer", "viewer", "Vera Viewer")

  const client = (kind: Client["kind"], name: string) =>
    asOwner(clients.create({ kind, name, timezone: zone, homeCurrency: usd }))
  const shared = yield* client("business", "Bluebird Bakery LLC")
  const advised = yield* client("household", "The Alvarez household")
  const unassigned = yield* client("business", "Quarry Street Dental PC")

  yield* asOwner(assignments.assign(shared.id, advisor.member.id, "primary"))
  yield* asOwner(assignments.assign(advised.id, advisor.member.id, "primary"))
  yield* asOwner(assignments.assign(shared.id, staff.member.id, "secondary"))
  yield* asOwner(assignments.assign(shared.id, viewer.member.id, "reviewer"))

  const made: Firm = { organization, owner, advisor, idleAdvisor, staff, viewer, clients: { shared, advised, unassigned } }
  return made
})

/** Two firms alike in everything but ids and addresses, new with every call: what isolation suites attack. */
export const twoTenants = Effect.gen(function* () {
  const random = yield* SecureRandom.SecureRandom
  const mark = yield* random.uuidV4()
  return { a: yield* firm(`a-${mark}.example`), b: yield* firm(`b-${mark}.example`) }
}).pipe(Effect.provide(SecureRandom.layerWebCrypto))

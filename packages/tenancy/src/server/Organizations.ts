import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import { capabilitiesOf } from "@beep/kernel/permissions"
import { MemberId, newId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlClient } from "effect/sql"
import type { Place } from "../contract/AuthApi.ts"
import type { Member } from "../contract/Member.ts"
import type { Organization } from "../contract/Organization.ts"
import { inTenant } from "./internal/inTenant.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { type MeRow, organizationsRepo } from "./internal/OrganizationsRepo.ts"
import type { NewMember } from "./Members.ts"
import { Users } from "./Users.ts"

export interface NewOrganization extends Omit<Organization, "id"> {
  readonly owner: Omit<NewMember, "role">
}

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class Organizations extends Context.Service<
  Organizations,
  {
    /** A new organization with its first owner; for operators (`beep org create`), reached by no endpoint. */
    readonly create: (
      input: NewOrganization
    ) => Effect.Effect<{ readonly organization: Organization; readonly owner: Member }, Unavailable, CurrentActor>
    readonly current: Effect.Effect<Organization, NotFound | Unavailable, CurrentTenant>
    /** Who is asking, and where: one round trip. `NotFound` for a job or a removed member. */
    readonly me: Effect.Effect<Place, NotFound | Unavailable, CurrentTenant>
  }
>()("@beep/tenancy/Organizations") {
  static readonly layer: Layer.Layer<
    Organizations,
    never,
    Users | Audit | TenantTransaction | SqlClient.SqlClient | SecureRandom.SecureRandom
  > = Layer.effect(
    Organizations,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = inTenant(yield* TenantTransaction)
      const random = yield* SecureRandom.SecureRandom
      const users = yield* Users
      const organizations = yield* organizationsRepo
      const members = yield* membersRepo

      const create = Effect.fn("Organizations.create")(
        function* ({ owner, ...organization }: NewOrganization) {
          const userId = yield* users.ensure(owner.email, owner.password)
          const organizationId = yield* newId(OrganizationId)
          const id = yield* newId(MemberId)
          const createdAt = yield* DateTime.nowAsDate
          const tenant: Tenant = { organizationId, memberId: null, role: "system" }
          return yield* transaction(
            Effect.gen(function* () {
              const made = yield* organizations.insert({ id: organizationId, ...organization, createdAt })
              const first = yield* members.insert({
                organizationId,
                id,
                userId,
                displayName: owner.displayName,
                role: "owner",
                createdAt
              })
              yield* audit.append({
                action: "org.created",
                entityType: "organization",
                entityId: organizationId,
                clientId: null,
                result: "ok",
                after: { demo: organization.demo, tier: organization.tier }
              })
              yield* audit.append({
                action: "member.added",
                entityType: "member",
                entityId: id,
                clientId: null,
                result: "ok",
                after: { role: "owner" }
              })
              return { organization: made, owner: first }
            })
          ).pipe(Effect.provideService(CurrentTenant, tenant))
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const current = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const found = yield* transaction(organizations.find(organizationId))
        return Option.isSome(found) ? found.value : yield* new NotFound()
      }).pipe(Effect.withSpan("Organizations.current"))

      const me = Effect.gen(function* () {
        const { memberId, organizationId, role } = yield* CurrentTenant
        if (memberId === null) return yield* new NotFound()
        const row = yield* unavailableOrDie<Option.Option<MeRow>, never, never>(
          organizations.me({ organizationId, memberId, role })
        )
        if (Option.isNone(row)) return yield* new NotFound()
        const { demo, listMode, name, organizationName, rows, tier, timezone } = row.value
        return {
          memberId,
          name,
          role: row.value.role,
          capabilities: capabilitiesOf(row.value.role),
          preferences: { listMode, rows },
          organization: { id: row.value.organizationId, name: organizationName, demo, timezone, tier }
        }
      }).pipe(Effect.withSpan("Organizations.me"))

      return Organizations.of({ create, current, me })
    })
  )
}

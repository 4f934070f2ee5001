import { Audit } from "@beep/audit/server/Audit"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { MemberId, newId, type OrganizationId, UserId } from "@beep/kernel/ids"
import type { RateLimited, Unavailable } from "@beep/kernel/errors"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import { AssignmentId } from "../contract/Assignment.ts"
import { Email } from "../contract/Email.ts"
import type { InvitationSeen, InvitationToken } from "../contract/Invitation.ts"
import type { AcceptInvitation } from "../contract/InvitationApi.ts"
import { passwordWeakness } from "../contract/passwordWeakness.ts"
import { AlreadyThere, InvitationClosed, PasswordTooWeak, SignInRefused } from "../contract/problems.ts"
import { Attempts } from "./Attempts.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { assignmentsRepo } from "./internal/AssignmentsRepo.ts"
import { invitationsRepo } from "./internal/InvitationsRepo.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { sealing } from "./internal/sealing.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { invitationSeal } from "./Invitations.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { SealedKeys } from "./SealedKeys.ts"
import { sessionTokenHash } from "./SessionToken.ts"

/** How whoever comes in stands in the log until there is a login of his own. */
const job = "invitation.accept"

/** Coming in by an invitation: whoever holds the token holds the address it was sent to. */
export class InvitationDoor extends Context.Service<
  InvitationDoor,
  {
    readonly look: (token: InvitationToken) => Effect.Effect<InvitationSeen, InvitationClosed | Unavailable>
    /**
     * A new login with name and password, or a known one that proves its password; the place, its role and its clients in
     * one transaction with the end of the token. Opens no session.
     */
    readonly accept: (
      input: AcceptInvitation,
      address: string
    ) => Effect.Effect<
      { readonly email: Email },
      InvitationClosed | AlreadyThere | PasswordTooWeak | SignInRefused | RateLimited | Unavailable
    >
  }
>()("@beep/tenancy/InvitationDoor") {
  static readonly layer = Layer.effect(
    InvitationDoor,
    Effect.gen(function* () {
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const random = yield* SecureRandom.SecureRandom
      const tokens = yield* EmailTokens
      const attempts = yield* Attempts
      const passwords = yield* PasswordHash
      const users = yield* usersRepo
      const members = yield* membersRepo
      const assignments = yield* assignmentsRepo
      const invitations = yield* invitationsRepo
      const { open } = sealing({ keys: yield* SealedKeys, aead: yield* Aead.Aead, random })
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const within = (organizationId: OrganizationId) =>
        Effect.provideService(CurrentTenant, { organizationId, memberId: null, role: "system" as const })

      /** What a token opens now. */
      const opened = Effect.fnUntraced(function* (token: InvitationToken) {
        const place = yield* trip(invitations.locate(sessionTokenHash(token)))
        if (Option.isNone(place)) return yield* new InvitationClosed()
        const { id, organizationId } = place.value
        const row = yield* transaction.run(invitations.find({ organizationId, id })).pipe(within(organizationId))
        if (Option.isNone(row) || row.value.state !== "open") return yield* new InvitationClosed()
        if (DateTime.isGreaterThanOrEqualTo(yield* DateTime.now, row.value.endsAt)) return yield* new InvitationClosed()
        const email = yield* Effect.flatMap(open(invitationSeal(id), row.value.emailSealed), decodeEmail)
        return { organizationId, id, row: row.value, email, emailToken: yield* tokens.lookup("email", email) }
      })

      const look = Effect.fn("InvitationDoor.look")(function* (token: InvitationToken) {
        const { email, emailToken, row } = yield* opened(token)
        const known = yield* trip(users.byToken(emailToken))
        const seen: InvitationSeen = {
          organization: row.organization,
          invitedBy: row.inviterName,
          role: row.role,
          email,
          account: Option.isSome(known) ? "known" : "new",
          endsAt: row.endsAt
        }
        return seen
      })

      const proved = Effect.fnUntraced(function* (
        email: Email,
        emailToken: Uint8Array,
        password: Redacted.Redacted,
        address: string
      ) {
        const attempt = yield* attempts.begin({ account: email, address })
        const { id, passwordHash } = yield* trip(users.candidate(emailToken))
        const matches = yield* passwords.verify(password, passwordHash)
        if (!matches || id === null) return yield* new SignInRefused()
        yield* attempt.forgive
        return id
      })

      /** A login of this address and nobody else's; refused when one was made meanwhile. */
      const made = Effect.fnUntraced(function* (email: Email, emailToken: Uint8Array, password: Redacted.Redacted) {
        const because = passwordWeakness(Redacted.value(password), email)
        if (because !== null) return yield* new PasswordTooWeak({ because })
        const passwordHash = yield* passwords.hash(password)
        const id = yield* newId(UserId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const emailSealed = yield* tokens.seal(id, email)
        const at = yield* DateTime.nowAsDate
        const row = yield* trip(
          users.inTransaction(
            Effect.gen(function* () {
              const inserted = yield* users.insert({ id, emailToken, emailSealed, at })
              if (Option.isSome(inserted)) yield* users.setPasswordHash({ userId: id, passwordHash, at })
              return inserted
            })
          )
        )
        return Option.isSome(row) ? id : yield* new SignInRefused()
      })

      const accept = Effect.fn("InvitationDoor.accept")(function* (input: AcceptInvitation, address: string) {
        const { email, emailToken, id, organizationId } = yield* opened(input.token)
        const userId =
          "newPassword" in input
            ? yield* made(email, emailToken, input.newPassword)
            : yield* proved(email, emailToken, input.password, address)
        const newMemberId = yield* newId(MemberId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const at = yield* DateTime.nowAsDate
        yield* transaction
          .run(
            Effect.gen(function* () {
              const locked = yield* invitations.lock({ organizationId, id })
              if (Option.isNone(locked) || locked.value.state !== "open") return yield* new InvitationClosed()
              const { clients, role } = locked.value
              const before = Option.getOrUndefined(yield* members.ofUser({ organizationId, userId }))
              if (before !== undefined && before.status !== "removed") return yield* new AlreadyThere()
              const member =
                before === undefined
                  ? yield* members.insert({
                      organizationId,
                      id: newMemberId,
                      userId,
                      displayName: input.name,
                      role,
                      createdAt: at
                    })
                  : yield* members.returned({ organizationId, id: before.id, role, displayName: input.name })
              yield* invitations.close({ organizationId, id, state: "accepted", memberId: member.id, at })
              yield* audit.append({
                action: "invitation.accepted",
                entityType: "invitation",
                entityId: id,
                clientId: null,
                result: "ok",
                after: { member: member.id }
              })
              yield* audit.append({
                action: "member.added",
                entityType: "member",
                entityId: member.id,
                clientId: null,
                result: "ok",
                after: { role }
              })
              yield* Effect.forEach(
                clients,
                Effect.fnUntraced(function* ({ clientId, role }) {
                  const assignmentId = yield* newId(AssignmentId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
                  yield* assignments.insert({
                    organizationId,
                    id: assignmentId,
                    clientId,
                    memberId: member.id,
                    role,
                    from: null,
                    until: null
                  })
                  yield* audit.append({
                    action: "assignment.added",
                    entityType: "member",
                    entityId: member.id,
                    clientId,
                    result: "ok",
                    after: { role }
                  })
                }),
                { discard: true }
              )
            })
          )
          .pipe(within(organizationId), Effect.provideService(CurrentActor, { kind: "user", userId }))
        return { email }
      })

      /** Refused tries at a door stand in the organization's log where there is one. */
      const recorded = <A, E extends { readonly _tag: string }>(token: InvitationToken, effect: Effect.Effect<A, E>) =>
        Effect.tapError(effect, (error) =>
          error._tag === "SignInRefused" || error._tag === "AlreadyThere"
            ? Effect.gen(function* () {
                const place = yield* trip(invitations.locate(sessionTokenHash(token)))
                if (Option.isNone(place)) return
                yield* audit
                  .record({
                    action: "access.denied",
                    entityType: "invitation",
                    entityId: place.value.id,
                    clientId: null,
                    result: "denied",
                    reason: error._tag
                  })
                  .pipe(within(place.value.organizationId), Effect.provideService(CurrentActor, { kind: "system", job }))
              })
            : Effect.void
        )

      return InvitationDoor.of({
        look,
        accept: (input, address) => recorded(input.token, accept(input, address))
      })
    })
  ).pipe(Layer.provide(Aead.layerWebCrypto))
}

const decodeEmail = (text: string) => Effect.orDie(Schema.decodeEffect(Email)(text))

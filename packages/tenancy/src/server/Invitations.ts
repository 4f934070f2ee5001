import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type RoleForbidden, StaleObject, type Unavailable } from "@beep/kernel/errors"
import { newId } from "@beep/kernel/ids"
import type { Role } from "@beep/kernel/Role"
import { onUniqueViolation } from "@beep/sql/failures"
import { TenantTransaction, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import { Email } from "../contract/Email.ts"
import { type Invitation, invitationDays, InvitationId, type InvitedClient } from "../contract/Invitation.ts"
import type { MailState } from "../contract/MailState.ts"
import { AlreadyThere } from "../contract/problems.ts"
import { AccountMail } from "./AccountMail.ts"
import { Clients } from "./Clients.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { hidden, requireScope } from "./internal/denials.ts"
import { inTenant } from "./internal/inTenant.ts"
import { type InvitationRow, invitationsRepo } from "./internal/InvitationsRepo.ts"
import { membersRepo } from "./internal/MembersRepo.ts"
import { sealing } from "./internal/sealing.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { SealedKeys } from "./SealedKeys.ts"
import { newSessionToken, sessionTokenHash } from "./SessionToken.ts"

type Caller = CurrentTenant | CurrentActor

export interface NewInvitation {
  readonly email: Email
  readonly role: Role
  readonly clients: ReadonlyArray<typeof InvitedClient.Type>
}

/** `token` is null when it went by mail: then nobody but the invited person ever sees it. */
export interface Sent {
  readonly invitation: Invitation
  readonly token: Redacted.Redacted | null
}

/** What an invitation's sealed address is bound to. */
export const invitationSeal = (id: InvitationId): string => `invitation.${id}`

/**
 * Asking somebody in: owners only.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class Invitations extends Context.Service<
  Invitations,
  {
    /** Newest first. */
    readonly list: Effect.Effect<ReadonlyArray<Invitation>, RoleForbidden | Unavailable, Caller>
    /** An address with an open invitation here is `AlreadyThere`, as is a member's. */
    readonly invite: (input: NewInvitation) => Effect.Effect<Sent, NotFound | RoleForbidden | AlreadyThere | Unavailable, Caller>
    /** A new token for another seven days; the former one opens nothing any more. */
    readonly resend: (
      id: InvitationId,
      expectedVersion: number
    ) => Effect.Effect<Sent, NotFound | RoleForbidden | StaleObject | Unavailable, Caller>
    readonly revoke: (id: InvitationId) => Effect.Effect<void, NotFound | RoleForbidden | StaleObject | Unavailable, Caller>
  }
>()("@beep/tenancy/Invitations") {
  static readonly layer = Layer.effect(
    Invitations,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const audit = yield* Audit
      const transaction = yield* TenantTransaction
      const plainly = inTenant(transaction)
      const random = yield* SecureRandom.SecureRandom
      const clients = yield* Clients
      const tokens = yield* EmailTokens
      const mail = yield* AccountMail
      const invitations = yield* invitationsRepo
      const users = yield* usersRepo
      const members = yield* membersRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)
      const { open, seal } = sealing({ keys: yield* SealedKeys, aead: yield* Aead.Aead, random })

      const shown = Effect.fnUntraced(function* (row: InvitationRow, mails: ReadonlyMap<string, MailState>) {
        const now = yield* DateTime.now
        const isOver = row.state === "open" && DateTime.isGreaterThanOrEqualTo(now, row.endsAt)
        const invitation: Invitation = {
          id: row.id,
          email: yield* Effect.flatMap(open(invitationSeal(row.id), row.emailSealed), decodeEmail),
          role: row.role,
          clients: row.clients,
          state: isOver ? "ended" : row.state,
          invitedBy: row.invitedBy,
          mail: row.mailId === null ? "not_configured" : (mails.get(row.mailId) ?? "given_up"),
          createdAt: row.createdAt,
          endsAt: row.endsAt,
          rowVersion: row.rowVersion
        }
        return invitation
      })

      const read = Effect.fnUntraced(function* (id: InvitationId) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* plainly(invitations.find({ organizationId, id }))
        return Option.isSome(found) ? found.value : yield* hidden(audit, "invitation", id)
      })

      const one = Effect.fnUntraced(function* (id: InvitationId) {
        const row = yield* read(id)
        return yield* shown(row, yield* mail.states(row.mailId === null ? [] : [row.mailId]))
      })

      const list = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "organization", organizationId)
        const rows = yield* plainly(invitations.list(organizationId))
        const mails = yield* mail.states(rows.flatMap(({ mailId }) => (mailId === null ? [] : [mailId])))
        return yield* Effect.forEach(rows, (row) => shown(row, mails))
      }).pipe(Effect.withSpan("Invitations.list"))

      /** What every sending makes anew. */
      const fresh = Effect.gen(function* () {
        const token = yield* newSessionToken(random)
        const now = yield* DateTime.now
        return { token, tokenHash: sessionTokenHash(token), now, endsAt: DateTime.add(now, { days: invitationDays }) }
      })

      /** How the mail names who asks, and to where. */
      const names = Effect.flatMap(CurrentTenant, ({ memberId, organizationId }) =>
        plainly(invitations.names({ organizationId, memberId }))
      )

      const invite = Effect.fn("Invitations.invite")(
        function* (input: NewInvitation) {
          const { memberId, organizationId } = yield* CurrentTenant
          yield* requireScope(audit, "members.manage", "organization", organizationId)
          yield* Effect.forEach(input.clients, ({ clientId }) => clients.require(clientId), { discard: true })
          const id = yield* newId(InvitationId)
          const { endsAt, now, token, tokenHash } = yield* fresh
          const emailToken = yield* tokens.lookup("email", input.email)
          const emailSealed = yield* seal(invitationSeal(id), input.email)
          const { invitedBy, organization } = yield* names
          const user = yield* trip(users.byToken(emailToken))
          const userId = Option.isSome(user) ? user.value.id : null
          const mailed = yield* transaction.run(
            Effect.gen(function* () {
              const place = userId === null ? undefined : Option.getOrUndefined(yield* members.ofUser({ organizationId, userId }))
              if (place !== undefined && place.status !== "removed") return yield* new AlreadyThere()
              const mailId = yield* mail.queueInTenant({
                to: input.email,
                message: { kind: "invitation", organization, invitedBy, role: input.role, token, endsAt }
              })
              yield* sql
                .withTransaction(
                  invitations.insert({
                    organizationId,
                    id,
                    emailToken,
                    emailSealed,
                    role: input.role,
                    tokenHash,
                    invitedBy: memberId,
                    mailId,
                    at: DateTime.toDateUtc(now),
                    endsAt: DateTime.toDateUtc(endsAt)
                  })
                )
                .pipe(onUniqueViolation("invitation_open_key", Effect.fail(new AlreadyThere())))
              yield* Effect.forEach(input.clients, (client) => invitations.addClient({ organizationId, id, ...client }), {
                discard: true
              })
              yield* audit.append({
                action: "invitation.sent",
                entityType: "invitation",
                entityId: id,
                clientId: null,
                result: "ok",
                after: { role: input.role, clients: input.clients.map(({ clientId }) => clientId), mailed: mailId !== null }
              })
              return mailId !== null
            })
          )
          return { invitation: yield* one(id), token: mailed ? null : token }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const resend = Effect.fn("Invitations.resend")(function* (id: InvitationId, expectedVersion: number) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "invitation", id)
        const row = yield* read(id)
        const to = yield* Effect.flatMap(open(invitationSeal(id), row.emailSealed), decodeEmail)
        const { endsAt, token, tokenHash } = yield* fresh
        const { invitedBy, organization } = yield* names
        const mailed = yield* transaction.run(
          Effect.gen(function* () {
            const mailId = yield* mail.queueInTenant({
              to,
              message: { kind: "invitation", organization, invitedBy, role: row.role, token, endsAt }
            })
            const renewed = yield* invitations.renew({
              organizationId,
              id,
              expectedVersion,
              tokenHash,
              mailId,
              endsAt: DateTime.toDateUtc(endsAt)
            })
            if (Option.isNone(renewed)) return yield* new StaleObject()
            yield* audit.append({
              action: "invitation.resent",
              entityType: "invitation",
              entityId: id,
              clientId: null,
              result: "ok",
              after: { mailed: mailId !== null }
            })
            return mailId !== null
          })
        )
        return { invitation: yield* one(id), token: mailed ? null : token }
      })

      const revoke = Effect.fn("Invitations.revoke")(function* (id: InvitationId) {
        const { organizationId } = yield* CurrentTenant
        yield* requireScope(audit, "members.manage", "invitation", id)
        yield* read(id)
        const at = yield* DateTime.nowAsDate
        yield* transaction.run(
          Effect.gen(function* () {
            const closed = yield* invitations.close({ organizationId, id, state: "revoked", memberId: null, at })
            if (Option.isNone(closed)) return yield* new StaleObject()
            yield* audit.append({
              action: "invitation.revoked",
              entityType: "invitation",
              entityId: id,
              clientId: null,
              result: "ok"
            })
          })
        )
      })

      return Invitations.of({ list, invite, resend, revoke })
    })
  ).pipe(Layer.provide(Aead.layerWebCrypto))
}

const decodeEmail = (text: string) => Effect.orDie(Schema.decodeEffect(Email)(text))

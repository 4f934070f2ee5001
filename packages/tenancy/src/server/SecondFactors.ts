import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type RateLimited, Unauthenticated, type Unavailable } from "@beep/kernel/errors"
import { newId, type UserId } from "@beep/kernel/ids"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Clock, Context, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import type { CallerSession } from "../contract/Authorization.ts"
import { ProofRefused, SecondFactorMandatory } from "../contract/problems.ts"
import type { BackupCodes, Enrolment, SecondFactorState } from "../contract/SecondFactor.ts"
import { mustHaveSecondFactor } from "../contract/SessionStrength.ts"
import { Attempts } from "./Attempts.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { asksForSecondFactor } from "./internal/asksForSecondFactor.ts"
import { isAppCode, newBackupCodes, normalCode } from "./internal/backupCodes.ts"
import { sealing } from "./internal/sealing.ts"
import { SecondFactorId, secondFactorsRepo } from "./internal/SecondFactorsRepo.ts"
import { sessionsRepo } from "./internal/SessionsRepo.ts"
import { enrolmentUri, secretBytes, secretText, stepOf } from "./internal/totp.ts"
import { usersRepo } from "./internal/UsersRepo.ts"
import { SealedKeys } from "./SealedKeys.ts"
import { UserMail } from "./UserMail.ts"
import { newSessionToken, type SessionToken, sessionTokenHash } from "./SessionToken.ts"

export interface CodeGiven {
  readonly code: Redacted.Redacted
  /** The peer's network address; counted, and stored only as a token. */
  readonly address: string
}

/** What a proof makes of a session: its token changes with its strength, so that one fixed before opens nothing after. */
export interface Strengthened {
  readonly session: CallerSession
  readonly token: SessionToken | null
}

type Caller = CurrentTenant | CurrentActor

const boundTo = (id: typeof SecondFactorId.Type) => `second_factor.${id}`

type Refusal = ProofRefused | RateLimited | Unauthenticated | Unavailable

/**
 * One-time codes of an app, and backup codes for the day without it.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class SecondFactors extends Context.Service<
  SecondFactors,
  {
    readonly state: (session: CallerSession) => Effect.Effect<SecondFactorState, Unavailable>
    /** A secret to be confirmed; what was confirmed before counts until then. */
    readonly enrol: (session: CallerSession) => Effect.Effect<Enrolment, Unavailable, Caller>
    /** The first code of the app makes the secret count, and the session `full`. */
    readonly confirm: (session: CallerSession, given: CodeGiven) => Effect.Effect<BackupCodes & Strengthened, Refusal, Caller>
    /** A code of the app or a backup code, once each; a session that was not `full` becomes so. */
    readonly prove: (session: CallerSession, given: CodeGiven) => Effect.Effect<Strengthened, Refusal, Caller>
    /** The former codes are void. `NotFound` without a second factor. */
    readonly renewCodes: (session: CallerSession) => Effect.Effect<BackupCodes, NotFound | Unavailable, Caller>
    readonly remove: (session: CallerSession) => Effect.Effect<void, NotFound | SecondFactorMandatory | Unavailable, Caller>
  }
>()("@beep/tenancy/SecondFactors") {
  static readonly layer: Layer.Layer<
    SecondFactors,
    never,
    AuthSettings | AuthSql | IdentityTransaction | Attempts | EmailTokens | SealedKeys | UserMail | SecureRandom.SecureRandom
  > = Layer.effect(
    SecondFactors,
    Effect.gen(function* () {
      const { stage } = yield* AuthSettings
      const transaction = yield* IdentityTransaction
      const attempts = yield* Attempts
      const tokens = yield* EmailTokens
      const { open, seal } = sealing({
        keys: yield* SealedKeys,
        aead: yield* Aead.Aead,
        random: yield* SecureRandom.SecureRandom
      })
      const random = yield* SecureRandom.SecureRandom
      const factors = yield* secondFactorsRepo
      const sessions = yield* sessionsRepo
      const users = yield* usersRepo
      const mail = yield* UserMail
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const event = (
        userId: UserId,
        action: "second_factor.enrolled" | "second_factor.proved" | "second_factor.removed" | "backup_codes.renewed",
        reason?: string
      ) =>
        transaction.append({
          action,
          entityType: "user",
          entityId: userId,
          clientId: null,
          result: "ok",
          ...(reason === undefined ? {} : { reason })
        })

      const begin = (userId: UserId, address: string) => attempts.begin({ account: `second-factor:${userId}`, address })

      const refuse = (userId: UserId, reason: "wrong" | "used" | "none") =>
        Effect.andThen(
          transaction.record({
            action: "second_factor.failed",
            entityType: "user",
            entityId: userId,
            clientId: null,
            result: "failed",
            reason
          }),
          Effect.fail(new ProofRefused())
        )

      /** Inside a transaction. */
      const strengthen = Effect.fnUntraced(function* (session: CallerSession) {
        const now = yield* DateTime.now
        const token = session.strength === "full" ? null : yield* newSessionToken(random)
        const found = yield* sessions.elevate({
          id: session.sessionId,
          strength: "full",
          at: DateTime.toDateUtc(now),
          tokenHash: token === null ? null : sessionTokenHash(token)
        })
        if (Option.isNone(found)) return yield* new Unauthenticated()
        const strengthened: CallerSession = { ...session, strength: "full", hasSecondFactor: true, steppedUpAt: now }
        return { session: strengthened, token }
      })

      const writeCodes = Effect.fnUntraced(function* (userId: UserId, hashes: ReadonlyArray<Uint8Array>) {
        const at = yield* DateTime.nowAsDate
        yield* factors.dropCodes(userId)
        yield* Effect.forEach(hashes, (codeHash) => factors.addCode({ userId, codeHash, at }), { discard: true })
      })

      const codeHash = (userId: UserId, code: string) => tokens.lookup("backup_code", `${userId}:${normalCode(code)}`)

      const makeCodes = Effect.fnUntraced(function* (userId: UserId) {
        const codes = yield* newBackupCodes(random)
        return { codes, hashes: yield* Effect.forEach(codes, (code) => codeHash(userId, code)) }
      })

      const enrol = Effect.fn("SecondFactors.enrol")(
        function* ({ userId }: CallerSession) {
          const id = yield* newId(SecondFactorId)
          const secret = secretText(yield* random.randomBytes(secretBytes))
          const secretSealed = yield* seal(boundTo(id), secret)
          const at = yield* DateTime.nowAsDate
          const account = yield* trip(users.account(userId))
          const email = yield* tokens.open(userId, account.emailSealed)
          yield* transaction.run<void, never, CurrentTenant>(
            Effect.andThen(factors.dropWaiting(userId), factors.addWaiting({ id, userId, secretSealed, at }))
          )
          return { secret, uri: enrolmentUri(secret, email) }
        },
        Effect.provideService(SecureRandom.SecureRandom, random)
      )

      const confirm = Effect.fn("SecondFactors.confirm")(function* (session: CallerSession, { address, code }: CodeGiven) {
        const { userId } = session
        const attempt = yield* begin(userId, address)
        const waiting = yield* trip(factors.waiting(userId))
        if (Option.isNone(waiting)) return yield* refuse(userId, "none")
        const { id, secretSealed } = waiting.value
        const secret = yield* open(boundTo(id), secretSealed)
        const counter = stepOf(secret, normalCode(Redacted.value(code)), yield* Clock.currentTimeMillis)
        if (counter === null) return yield* refuse(userId, "wrong")
        const { codes, hashes } = yield* makeCodes(userId)
        const at = yield* DateTime.nowAsDate
        const strengthened = yield* transaction.run(
          Effect.gen(function* () {
            yield* factors.dropConfirmed(userId)
            if (Option.isNone(yield* factors.confirm({ id, counter, at }))) return null
            yield* writeCodes(userId, hashes)
            yield* mail.tell(userId, { kind: "factor_added", at: yield* DateTime.now })
            yield* event(userId, "second_factor.enrolled")
            return yield* strengthen(session)
          })
        )
        if (strengthened === null) return yield* refuse(userId, "used")
        yield* attempt.forgive
        return { ...strengthened, codes }
      })

      /** How a code is used up inside the transaction, or null when it is plainly wrong. */
      const takerOf = Effect.fnUntraced(function* (userId: UserId, code: string) {
        const at = yield* DateTime.nowAsDate
        if (!isAppCode(code)) {
          const hash = yield* codeHash(userId, code)
          return { reason: "backup_code", take: Effect.map(factors.takeCode({ userId, codeHash: hash, at }), Option.isSome) }
        }
        const factor = yield* trip(factors.confirmed(userId))
        if (Option.isNone(factor)) return null
        const { id, secretSealed } = factor.value
        const counter = stepOf(yield* open(boundTo(id), secretSealed), code, yield* Clock.currentTimeMillis)
        return counter === null ? null : { reason: "app", take: Effect.map(factors.take({ id, counter }), Option.isSome) }
      })

      const prove = Effect.fn("SecondFactors.prove")(function* (session: CallerSession, { address, code }: CodeGiven) {
        const { userId } = session
        const attempt = yield* begin(userId, address)
        const taker = yield* takerOf(userId, normalCode(Redacted.value(code)))
        if (taker === null) return yield* refuse(userId, "wrong")
        const strengthened = yield* transaction.run(
          Effect.gen(function* () {
            if (!(yield* taker.take)) return null
            yield* event(userId, "second_factor.proved", taker.reason)
            return yield* strengthen(session)
          })
        )
        if (strengthened === null) return yield* refuse(userId, "used")
        yield* attempt.forgive
        return strengthened
      })

      const enrolled = Effect.fnUntraced(function* (userId: UserId) {
        if (Option.isNone(yield* trip(factors.confirmed(userId)))) return yield* new NotFound()
      })

      const renewCodes = Effect.fn("SecondFactors.renewCodes")(function* ({ userId }: CallerSession) {
        yield* enrolled(userId)
        const { codes, hashes } = yield* makeCodes(userId)
        yield* transaction.run<void, never, Caller>(
          Effect.andThen(writeCodes(userId, hashes), event(userId, "backup_codes.renewed"))
        )
        return { codes }
      })

      const remove = Effect.fn("SecondFactors.remove")(function* ({ userId }: CallerSession) {
        yield* enrolled(userId)
        const places = yield* trip(sessions.memberships(userId))
        if (places.some((place) => asksForSecondFactor(stage, place) && mustHaveSecondFactor(place.role)))
          return yield* new SecondFactorMandatory()
        yield* transaction.run<void, Unavailable, Caller>(
          Effect.gen(function* () {
            yield* factors.dropConfirmed(userId)
            yield* factors.dropCodes(userId)
            yield* mail.tell(userId, { kind: "factor_removed", at: yield* DateTime.now })
            yield* event(userId, "second_factor.removed")
          })
        )
      })

      const state = Effect.fn("SecondFactors.state")(function* ({ role, userId }: CallerSession) {
        return { mandatory: mustHaveSecondFactor(role), ...(yield* trip(factors.state(userId))) }
      })

      return SecondFactors.of({ state, enrol, confirm, prove, renewCodes, remove })
    })
  ).pipe(Layer.provide(Aead.layerWebCrypto))
}

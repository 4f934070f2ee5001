import type { Unavailable } from "@beep/kernel/errors"
import type { AuthSql } from "@beep/sql/Database"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { type KekId, KeyEncryption } from "@beep/vault/KeyEncryption"
import { Context, DateTime, Effect, Exit, Layer, Option } from "effect"
import { SecureRandom } from "effect/crypto"
import type { SqlError } from "effect/sql"
import type { CryptoKey } from "jose"
import { type PublicJwk, type SymmetricPurpose, sealedKeysRepo } from "./internal/SealedKeysRepo.ts"
import { importSigner, newSigningPair } from "./internal/signing.ts"

export interface SigningKey {
  readonly kid: string
  readonly publicKey: typeof PublicJwk.Type
  readonly signer: CryptoKey
  readonly signsFrom: DateTime.Utc
}

interface Wrapped {
  readonly kekId: KekId
  readonly wrapped: Uint8Array
}

/** A new key is published this long before it signs, longer than any process keeps its copy. */
const leadMinutes = 5

const keepFor =
  (duration: "1 hour" | "60 seconds") =>
  <A, E>(exit: Exit.Exit<A, E>) =>
    Exit.isSuccess(exit) ? duration : 0

const utf8 = {
  encode: (text: string) => new TextEncoder().encode(text),
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes)
}

/** The identity schema's own keys: made at first use, in the database only under the key-encryption key. */
export class SealedKeys extends Context.Service<
  SealedKeys,
  {
    /** 32 bytes. */
    readonly symmetric: (purpose: SymmetricPurpose) => Effect.Effect<Uint8Array, Unavailable>
    /** Newest first; the first exists after the first call. At most a minute old. */
    readonly signing: Effect.Effect<ReadonlyArray<SigningKey>, Unavailable>
    /** Adds a signing key that takes over in a few minutes; the older ones still verify. */
    readonly rotateSigning: Effect.Effect<void, Unavailable>
    /** After the current key-encryption key changed; answers how many keys moved. */
    readonly rewrapUnderCurrentKek: Effect.Effect<number, Unavailable>
  }
>()("@beep/tenancy/SealedKeys") {
  static readonly layer: Layer.Layer<SealedKeys, never, AuthSql | KeyEncryption | SecureRandom.SecureRandom> = Layer.effect(
    SealedKeys,
    Effect.gen(function* () {
      const keys = yield* KeyEncryption
      const random = yield* SecureRandom.SecureRandom
      const repo = yield* sealedKeysRepo
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      // Bound to purpose and id: a row copied over another one does not open.
      const bindingOf = (purpose: string, id: string) => utf8.encode(`identity.${purpose}.${id}`)
      const wrap = (purpose: string, id: string, bytes: Uint8Array) =>
        Effect.map(keys.wrap(bytes, bindingOf(purpose, id)), (wrapped): Wrapped => ({ kekId: keys.current, wrapped }))
      // Without its key-encryption key nobody can sign in: an operator's mistake that must be loud.
      const unwrap = (purpose: string, id: string, { kekId, wrapped }: Wrapped) =>
        Effect.orDie(keys.unwrap(kekId, wrapped, bindingOf(purpose, id)))

      const readSymmetric = Effect.fnUntraced(function* (purpose: SymmetricPurpose) {
        const found = yield* trip(repo.symmetric(purpose))
        return Option.isNone(found) ? undefined : yield* unwrap(purpose, purpose, found.value)
      })

      const makeSymmetric = Effect.fnUntraced(function* (purpose: SymmetricPurpose) {
        const bytes = yield* random.randomBytes(32)
        const wrapped = yield* wrap(purpose, purpose, bytes)
        yield* trip(repo.addSymmetric({ purpose, ...wrapped, at: yield* DateTime.nowAsDate }))
        return yield* readSymmetric(purpose)
      })

      const symmetric = Effect.fnUntraced(function* (purpose: SymmetricPurpose) {
        const bytes = (yield* readSymmetric(purpose)) ?? (yield* makeSymmetric(purpose))
        return bytes ?? (yield* Effect.die(new Error(`the key ${purpose} was not stored`)))
      })
      const cached = {
        email_lookup: yield* Effect.cachedWithTTL(symmetric("email_lookup"), keepFor("1 hour")),
        email_seal: yield* Effect.cachedWithTTL(symmetric("email_seal"), keepFor("1 hour"))
      }

      const addSigning = (signsFrom: DateTime.Utc, at: DateTime.Utc) =>
        Effect.gen(function* () {
          const { kid, privateText, publicKey } = yield* newSigningPair
          const wrapped = yield* wrap("token_signing", kid, utf8.encode(privateText))
          yield* repo.addSigning({
            id: kid,
            publicKey,
            ...wrapped,
            at: DateTime.toDateUtc(at),
            signsFrom: DateTime.toDateUtc(signsFrom)
          })
        })

      const readSigning = Effect.gen(function* () {
        const rows = yield* repo.signing()
        return yield* Effect.forEach(
          rows,
          Effect.fnUntraced(function* ({ id, publicKey, signsFrom, ...wrapped }) {
            const text = utf8.decode(yield* unwrap("token_signing", id, wrapped))
            return { kid: id, publicKey, signsFrom, signer: yield* importSigner(text) }
          })
        )
      })

      const signing = yield* Effect.cachedWithTTL(
        Effect.gen(function* () {
          const known = yield* trip(readSigning)
          if (known.length > 0) return known
          const now = yield* DateTime.now
          return yield* trip(
            repo.inTransaction(
              Effect.gen(function* () {
                yield* repo.lock()
                if ((yield* repo.signing()).length === 0) yield* addSigning(now, now)
                return yield* readSigning
              })
            )
          )
        }),
        keepFor("60 seconds")
      )

      return SealedKeys.of({
        symmetric: (purpose) => cached[purpose],
        signing,
        rotateSigning: Effect.gen(function* () {
          const now = yield* DateTime.now
          yield* trip(addSigning(DateTime.add(now, { minutes: leadMinutes }), now))
        }).pipe(Effect.withSpan("SealedKeys.rotateSigning")),
        rewrapUnderCurrentKek: trip(
          repo.inTransaction(
            Effect.gen(function* () {
              const old = yield* repo.under({ notKekId: keys.current })
              yield* Effect.forEach(
                old,
                Effect.fnUntraced(function* ({ id, purpose, ...wrapped }) {
                  const bytes = yield* unwrap(purpose, id, wrapped)
                  yield* repo.rewrap({ id, ...(yield* wrap(purpose, id, bytes)) })
                }),
                { discard: true }
              )
              return old.length
            })
          )
        ).pipe(Effect.withSpan("SealedKeys.rewrapUnderCurrentKek"))
      })
    })
  )
}

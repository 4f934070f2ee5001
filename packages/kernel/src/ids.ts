import { Effect, Schema } from "effect"
import { SecureRandom } from "effect/crypto"

/** A lower-case hyphenated UUID; ours are version 7, so they sort by creation. */
const Uuid = Schema.String.check(Schema.isUUID())

export const OrganizationId = Uuid.pipe(Schema.brand("OrganizationId"))
export type OrganizationId = typeof OrganizationId.Type

export const UserId = Uuid.pipe(Schema.brand("UserId"))
export type UserId = typeof UserId.Type

export const MemberId = Uuid.pipe(Schema.brand("MemberId"))
export type MemberId = typeof MemberId.Type

export const ClientId = Uuid.pipe(Schema.brand("ClientId"))
export type ClientId = typeof ClientId.Type

/** `providerAccountId` of the knowledge contracts. */
export const ConnectionId = Uuid.pipe(Schema.brand("ConnectionId"))
export type ConnectionId = typeof ConnectionId.Type

export const DocumentId = Uuid.pipe(Schema.brand("DocumentId"))
export type DocumentId = typeof DocumentId.Type

export const DocumentVersionId = Uuid.pipe(Schema.brand("DocumentVersionId"))
export type DocumentVersionId = typeof DocumentVersionId.Type

export const MentionId = Uuid.pipe(Schema.brand("MentionId"))
export type MentionId = typeof MentionId.Type

export const SyncRunId = Uuid.pipe(Schema.brand("SyncRunId"))
export type SyncRunId = typeof SyncRunId.Type

export const SessionId = Uuid.pipe(Schema.brand("SessionId"))
export type SessionId = typeof SessionId.Type

/**
 * Makes a time-ordered id of the given brand.
 *
 * @example `const clientId = yield* newId(ClientId)`
 */
export const newId = <S extends Schema.Codec<unknown, string>>(
  brand: S
): Effect.Effect<S["Type"], never, SecureRandom.SecureRandom> =>
  Effect.flatMap(SecureRandom.SecureRandom, (random) => Effect.orDie(Effect.flatMap(random.uuidV7(), Schema.decodeEffect(brand))))

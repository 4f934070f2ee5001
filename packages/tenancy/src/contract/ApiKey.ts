import { ClientId, MemberId } from "@beep/kernel/ids"
import { Capability, permissions } from "@beep/kernel/permissions"
import { Schema } from "effect"
import { DisplayName } from "./Member.ts"

export const ApiKeyId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("ApiKeyId"))
export type ApiKeyId = typeof ApiKeyId.Type

/** What every key begins with, so that one is told from a token, and found where it should not be. */
export const apiKeyPrefix = "beep_"

/** A capability that the matrix lets a key have. */
export const KeyScope = Capability.check(
  Schema.makeFilter((capability) => permissions[capability].forKeys, { expected: "a capability an API key may have" })
)

/** A key as an owner sees it; the key itself is shown once, when it is made. Acts as `memberId`, whose assignments say which clients. */
export const ApiKey = Schema.Struct({
  id: ApiKeyId,
  memberId: MemberId,
  name: DisplayName,
  prefix: Schema.String,
  scopes: Schema.Array(Capability),
  createdAt: Schema.DateTimeUtcFromString,
  endsAt: Schema.DateTimeUtcFromString,
  revokedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** At most a minute late; null when it was never used. */
  lastUsedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type ApiKey = typeof ApiKey.Type

/** Lives `days` days, at most a year. */
export const NewApiKey = Schema.Struct({
  name: DisplayName,
  scopes: Schema.NonEmptyArray(KeyScope),
  clients: Schema.Array(ClientId),
  days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 }))
})
export type NewApiKey = typeof NewApiKey.Type

import { Schema, SchemaTransformation } from "effect"

/** Every value arrives as text; each schema here decodes one kind of it. */
export const Text = Schema.String.check(Schema.isTrimmed(), Schema.isMinLength(1), Schema.isMaxLength(500))

export const Name = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/))

const digits = Schema.String.check(Schema.isPattern(/^[0-9]{1,6}$/))

const Whole = digits.pipe(Schema.decodeTo(Schema.FiniteFromString))

export const Port = Whole.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 65535 }))

export const PoolSize = Whole.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 200 }))

export const RequestLimit = Whole.check(Schema.isInt(), Schema.isBetween({ minimum: 0, maximum: 100_000 }))

export const Dimensions = Whole.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 4096 }))

export const ModelName = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/))

export const Share = Schema.String.check(Schema.isPattern(/^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$/)).pipe(
  Schema.decodeTo(Schema.FiniteFromString)
)

export const Seed = Whole.check(Schema.isInt())

/** Scheme, host and optional port, nothing after it: what a browser sends as `Origin`. */
const originPattern = /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/

export const Origin = Schema.String.check(Schema.isPattern(originPattern))

/** Comma-separated exact origins; a wildcard never matches. */
export const Origins = Schema.String.check(Schema.isMinLength(1)).pipe(
  Schema.decodeTo(
    Schema.Array(Origin),
    SchemaTransformation.transform({
      decode: (text: string): ReadonlyArray<string> => text.split(",").map((part) => part.trim()),
      encode: (origins: ReadonlyArray<string>) => origins.join(",")
    })
  )
)

export const HttpUrl = Schema.String.check(
  Schema.isPattern(/^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[^\s#]*)?$/i)
)

export const RedisUrl = Schema.String.check(Schema.isPattern(/^rediss?:\/\/[^\s@/]+$/))

/** One address; a display name is not part of it. */
export const MailAddress = Schema.String.check(
  Schema.isMaxLength(254),
  Schema.isPattern(/^[^\s@<>",]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i)
)

/** `postgres://user:password@host:port/database`, or with an empty host and `?host=` for a socket folder. */
export const postgresPattern = /^postgres(?:ql)?:\/\/([^:@/?#\s]+)(?::([^@/?#\s]*))?@([^/?#\s]*)\/([^/?#\s]+)(?:\?[^#\s]*)?$/

export const PostgresUrl = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(postgresPattern)))

export const Secret = Schema.RedactedFromValue(Schema.String.check(Schema.isTrimmed(), Schema.isMinLength(1)))

export const Path = Schema.String.check(Schema.isMinLength(1), Schema.isTrimmed())

export const KeyId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9._-]{1,40}$/))

const key = "[A-Za-z0-9._-]{1,40}:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="

/** `id:base64` pairs joined by commas, each key 32 bytes. */
export const Keyring = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(new RegExp(`^${key}(,${key})*$`))))

/** 32 random bytes in base64. */
export const Key = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/)))

/** One verifier token, or two while one takes over from the other. */
export const WebhookTokens = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(/^[^\s,]{1,200}(,[^\s,]{1,200})?$/)))

import { Schema } from "effect"

/** How people get in here, for the page that asks them. */
export const SignInMethods = Schema.Struct({
  /** Whether a link to set a password can be mailed. */
  resetByMail: Schema.Boolean,
  /** A demonstration on one machine: its people are asked for no second factor, and the page says so. */
  demo: Schema.Boolean,
  /** An issuer whose accounts can be linked, by the name on its button; null where none is configured. */
  issuer: Schema.NullOr(Schema.Struct({ name: Schema.String }))
})
export type SignInMethods = typeof SignInMethods.Type

/** A page of ours: a path that no browser takes for another host's address. */
export const LocalPath = Schema.String.check(Schema.isMaxLength(500), Schema.isPattern(/^\/(?![/\\])[!-[\]-~]*$/))

export const OidcStart = Schema.Struct({ next: Schema.optionalKey(LocalPath) })

/** Where to send the browser. */
export const OidcAddress = Schema.Struct({ address: Schema.String })

/** Whatever the issuer appends; it is judged as a whole, with its signature and our state. */
export const OidcCallbackQuery = Schema.Record(Schema.String, Schema.String)

/** Why the browser came back without what it left for: `?refused=` on the page it is sent to. */
export const OidcRefusal = Schema.Literals(["ended", "issuer", "not_linked", "linked_elsewhere", "step_up"])
export type OidcRefusal = typeof OidcRefusal.Type

export const IdentityId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("IdentityId"))
export type IdentityId = typeof IdentityId.Type

/** An account at an issuer that opens this one. */
export const LinkedIdentity = Schema.Struct({
  identityId: IdentityId,
  issuer: Schema.String,
  linkedAt: Schema.DateTimeUtcFromString
})
export type LinkedIdentity = typeof LinkedIdentity.Type

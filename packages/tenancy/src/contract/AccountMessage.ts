import { Role } from "@beep/kernel/Role"
import { Schema } from "effect"
import { DisplayName } from "./Member.ts"
import { OrganizationName } from "./Organization.ts"

/** A single-use secret on its way to the one mailbox that may know it. */
const MailedToken = Schema.RedactedFromValue(Schema.String.check(Schema.isBetweenLength(1, 200)))

const Linked = { token: MailedToken, endsAt: Schema.DateTimeUtcFromString }

const Noticed = { at: Schema.DateTimeUtcFromString }

/**
 * What a mail about an account says, without a word of it: `notify` holds the sentences. A `token` goes after `#` in
 * the link. The other notices carry no link, so that nobody learns to follow one from a mail he did not ask for.
 */
export const AccountMessage = Schema.Union([
  Schema.Struct({
    kind: Schema.Literal("invitation"),
    organization: OrganizationName,
    invitedBy: DisplayName,
    role: Role,
    ...Linked
  }),
  Schema.Struct({ kind: Schema.Literal("password_reset"), ...Linked }),
  /** To the new address, which it proves. */
  Schema.Struct({ kind: Schema.Literal("address_change"), ...Linked }),
  /** To the address that was left, with the way back. */
  Schema.Struct({ kind: Schema.Literal("address_changed"), ...Noticed, ...Linked }),
  Schema.Struct({ kind: Schema.Literal("password_changed"), ...Noticed }),
  Schema.Struct({ kind: Schema.Literal("factor_added"), ...Noticed }),
  Schema.Struct({ kind: Schema.Literal("factor_removed"), ...Noticed })
])
export type AccountMessage = typeof AccountMessage.Type

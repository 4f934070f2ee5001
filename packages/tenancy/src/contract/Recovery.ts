import { Schema } from "effect"
import { EmailInput } from "./Email.ts"
import { NewPassword } from "./Password.ts"

/** What a mailed link carries behind `#`; the page sends it in a body. */
export const LinkToken = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{43}$/)))

/** Answered the same whether the address is known or not. */
export const ResetRequest = Schema.Struct({ email: EmailInput })

export const ResetPayload = Schema.Struct({ token: LinkToken, password: NewPassword })

export const LinkPayload = Schema.Struct({ token: LinkToken })

/** How long a link to set a new password, or to prove a new address, works. */
export const linkMinutes = 30

/** How long the former address can take a change back. */
export const undoHours = 72

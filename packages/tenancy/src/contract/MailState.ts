import { Schema } from "effect"

/**
 * Where a mail stands. `not_configured`: this installation sends no mail and nothing was queued. `refused`: the mail
 * server of the recipient or ours said no for good. `given_up`: a day of trying, or what it says has ended.
 */
export const MailState = Schema.Literals(["not_configured", "waiting", "sent", "refused", "given_up"])
export type MailState = typeof MailState.Type

export const MailId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("MailId"))
export type MailId = typeof MailId.Type

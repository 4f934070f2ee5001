import { Predicate, Schema } from "effect"

/** `fault` is a reply code or the kind of a broken connection; words of the other side stay with it. */
const fields = { fault: Schema.String.check(Schema.isPattern(/^[a-z0-9_]{1,40}$/)) }

/** The mail server said no for good: trying again changes nothing. */
export class MailRefused extends Schema.TaggedError<MailRefused>()("MailRefused", fields) {}

/** Not now: a reply of class 4, a login that failed, a connection that broke or stayed silent. */
export class MailDeferred extends Schema.TaggedError<MailDeferred>()("MailDeferred", fields) {}

/** RFC 5321, 4.2.1: a reply of class 5 about sender, recipient or message. A refused login is our own trouble, not the mail's. */
const isForGood = (code: number, command: unknown): boolean =>
  code >= 500 && code < 600 && (command === "MAIL FROM" || command === "RCPT TO" || command === "DATA")

const kindOf = (error: unknown): string =>
  Predicate.hasProperty(error, "code") && typeof error.code === "string"
    ? (error.code.toLowerCase().match(/[a-z0-9_]+/)?.[0] ?? "unknown").slice(0, 40)
    : "unknown"

/** What nodemailer threw, as one of the two. */
export const deliveryFault = (error: unknown): MailRefused | MailDeferred => {
  if (!Predicate.hasProperty(error, "responseCode") || typeof error.responseCode !== "number")
    return new MailDeferred({ fault: kindOf(error) })
  const command = Predicate.hasProperty(error, "command") ? error.command : undefined
  const fault = `smtp_${error.responseCode}`
  return isForGood(error.responseCode, command) ? new MailRefused({ fault }) : new MailDeferred({ fault })
}

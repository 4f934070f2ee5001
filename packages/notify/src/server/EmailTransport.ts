import { Context, Effect, Layer, Redacted } from "effect"
import { createTransport } from "nodemailer"
import { deliveryFault, type MailDeferred, type MailRefused } from "./deliveryFault.ts"
import { MailSettings } from "./MailSettings.ts"

export interface OutgoingMail {
  /** The same for every try of one mail: who gets it twice can tell. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Silence of the mail server ends a try after this (runway.md 7.2). */
export const answerWithin = 30_000

/** Hands one mail to a mail server: it was taken, refused for good, or is to be tried again. */
export class EmailTransport extends Context.Service<
  EmailTransport,
  { readonly send: (mail: OutgoingMail) => Effect.Effect<void, MailRefused | MailDeferred> }
>()("@beep/notify/EmailTransport") {
  /** A connection for each mail: they are few, and one that hangs holds up no other. */
  static readonly layerSmtp: Layer.Layer<EmailTransport, never, MailSettings> = Layer.effect(
    EmailTransport,
    Effect.gen(function* () {
      const { appName, from, host, password, port, security, user } = yield* MailSettings
      const smtp = createTransport({
        host,
        port,
        secure: security === "tls",
        requireTLS: security === "starttls",
        ignoreTLS: security === "none",
        auth: { user, pass: Redacted.value(password) },
        connectionTimeout: answerWithin,
        greetingTimeout: answerWithin,
        socketTimeout: answerWithin,
        disableFileAccess: true,
        disableUrlAccess: true
      })
      const send = Effect.fn("EmailTransport.send")(({ html, messageId, subject, text, to }: OutgoingMail) =>
        Effect.tryPromise({
          try: () =>
            smtp.sendMail({
              messageId,
              from: { name: appName, address: from },
              to: { name: "", address: to },
              subject,
              text,
              html,
              // Not an answer to be answered by machines, and nothing to be tracked by.
              headers: { "Auto-Submitted": "auto-generated" }
            }),
          catch: deliveryFault
        }).pipe(Effect.asVoid)
      )
      return EmailTransport.of({ send })
    })
  )
}

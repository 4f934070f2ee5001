import { EmailTransport } from "@beep/notify/server/EmailTransport"
import * as MailDispatcher from "@beep/notify/server/MailDispatcher"
import { MailSettings } from "@beep/notify/server/MailSettings"
import type { EnvOf } from "@beep/shared-env/processes"
import { Layer, Redacted } from "effect"

type Part = Pick<EnvOf["server"], "APP_NAME" | "APP_CLIENT_URL" | "mail">

/** Sends what waits; without the group `mail` nothing was queued, and nothing is here to send it. */
export const layer = ({ APP_CLIENT_URL, APP_NAME, mail }: Part) =>
  mail === undefined
    ? Layer.empty
    : MailDispatcher.layer.pipe(
        Layer.provide(EmailTransport.layerSmtp),
        Layer.provide(
          MailSettings.layer({
            host: mail.MAIL_SMTP_HOST,
            port: mail.MAIL_SMTP_PORT,
            security: mail.MAIL_SMTP_SECURITY,
            user: mail.MAIL_SMTP_USER,
            password: Redacted.make(Redacted.value(mail.MAIL_SMTP_PASSWORD)),
            from: mail.MAIL_FROM,
            appName: APP_NAME,
            appUrl: APP_CLIENT_URL
          })
        )
      )

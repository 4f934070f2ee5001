import { Context, Layer, type Redacted } from "effect"

/** How mail leaves, and where its links lead; from `@beep/shared-env`. */
export class MailSettings extends Context.Service<
  MailSettings,
  {
    readonly host: string
    readonly port: number
    /** `starttls` never goes on without it. */
    readonly security: "tls" | "starttls" | "none"
    readonly user: string
    readonly password: Redacted.Redacted
    /** The sender; its domain names our messages. */
    readonly from: string
    /** Shown beside the sender and in the texts. */
    readonly appName: string
    /** Origin of the app, without a slash at the end. */
    readonly appUrl: string
  }
>()("@beep/notify/MailSettings") {
  static readonly layer = (settings: MailSettings["Service"]): Layer.Layer<MailSettings> => Layer.succeed(MailSettings, settings)
}

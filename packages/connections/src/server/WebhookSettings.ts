import { Context, type Redacted } from "effect"

/** The verifier tokens of Intuit's webhooks: one, two during a rotation, none while webhooks are off. */
export class WebhookSettings extends Context.Service<
  WebhookSettings,
  { readonly verifierTokens: ReadonlyArray<Redacted.Redacted> }
>()("@beep/connections/WebhookSettings") {}

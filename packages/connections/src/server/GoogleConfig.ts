import { Context } from "effect"

/** Registered with Google to the letter. */
export class GoogleConfig extends Context.Service<GoogleConfig, { readonly redirectUri: string }>()(
  "@beep/connections/GoogleConfig"
) {}

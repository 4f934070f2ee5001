import { Context } from "effect"

export interface GmailSettings {
  /** `https://gmail.googleapis.com`, or a local stand-in; without a trailing slash. */
  readonly apiBaseUrl: string
  /** Google's OpenID discovery document: the other OAuth addresses are read from it. */
  readonly discoveryUrl: string
}

export class GmailConfig extends Context.Service<GmailConfig, GmailSettings>()("@beep/gmail/GmailConfig") {}

import { Context } from "effect"

/** Minor versions 1 to 74 were retired on 2025-08-01 (runway.md 6.2). */
export const minorVersion = "75"

export interface QuickBooksSettings {
  /** `https://quickbooks.api.intuit.com`, its sandbox twin, or a local stand-in; without a trailing slash. */
  readonly apiBaseUrl: string
  /** Intuit's OpenID discovery document: the other OAuth addresses are read from it. */
  readonly discoveryUrl: string
  readonly minorVersion: string
}

export class QuickBooksConfig extends Context.Service<QuickBooksConfig, QuickBooksSettings>()(
  "@beep/quickbooks/QuickBooksConfig"
) {}

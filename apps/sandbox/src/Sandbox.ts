import { Context, type Redacted } from "effect"
import type { CompanySource } from "./accounting/CompanySource.ts"

export interface SandboxSettings {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  readonly companies: ReadonlyArray<CompanySource>
}

/** The app the stand-in knows and the companies a person may link. */
export class Sandbox extends Context.Service<Sandbox, SandboxSettings>()("@beep/sandbox/Sandbox") {}

import { Context, type Redacted } from "effect"

/** `redirectUri` is registered with Intuit to the letter; `appBaseUrl` is where the browser goes back to, without a trailing slash. */
export class ConnectionsConfig extends Context.Service<
  ConnectionsConfig,
  {
    readonly redirectUri: string
    readonly appBaseUrl: string
    /**
     * At least 32 random bytes, kept outside the database: keys the lookup hash by which
     * one company is connected only once. Changing it makes existing companies connectable anew.
     */
    readonly realmLookupKey: Redacted.Redacted<Uint8Array>
  }
>()("@beep/connections/ConnectionsConfig") {}

import { Context, Layer } from "effect"

/** What the process knows about its own address; from `@beep/shared-env`. */
export class AuthSettings extends Context.Service<
  AuthSettings,
  {
    readonly stage: "local" | "test" | "staging" | "production"
    /** Exact origins whose pages may change things with a cookie: scheme, host, port. */
    readonly origins: ReadonlyArray<string>
    /** True when people reach the server by https: the cookie is then `Secure` and `__Host-`. */
    readonly secureCookie: boolean
    readonly issuer: string
    readonly audience: string
    /** False where no mail server is configured: nothing is queued, and screens say so. */
    readonly sendsMail: boolean
    /** Requests one member may make in any sixty seconds, by cookie, token or key; 0 for no limit. */
    readonly requestsPerMinute: number
  }
>()("@beep/tenancy/AuthSettings") {
  static readonly layer = (settings: AuthSettings["Service"]): Layer.Layer<AuthSettings> => Layer.succeed(AuthSettings, settings)
}

import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, ReconnectRequired, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { RealmId } from "@beep/quickbooks/contract/Credentials"
import type { Effect, Redacted } from "effect"
import { Context } from "effect"
import type { Connection } from "../contract/Connection.ts"
import type { ConnectError } from "../contract/ConnectError.ts"

export interface Callback {
  readonly state?: string
  readonly code?: string
  readonly realmId?: string
  readonly error?: string
}

/** How the way back from Intuit ended; `clientId` is null when the state named none of ours. */
export type CallbackResult =
  | { readonly _tag: "Connected"; readonly clientId: ClientId }
  | { readonly _tag: "NotConnected"; readonly clientId: ClientId | null; readonly error: ConnectError }

/** Custody of the OAuth links: no token leaves except through {@link withAccessToken}. */
export class Connections extends Context.Service<Connections, {
  status(clientId: ClientId): Effect.Effect<Connection, NotFound | Unavailable, CurrentTenant | CurrentActor>
  authorize(clientId: ClientId): Effect.Effect<string, NotFound | Unavailable, CurrentTenant | CurrentActor>
  callback(query: Callback): Effect.Effect<CallbackResult, NotFound | Unavailable, CurrentTenant | CurrentActor>
  disconnect(clientId: ClientId): Effect.Effect<Connection, NotFound | Unavailable, CurrentTenant | CurrentActor>
  /**
   * Lends a token with at least five minutes to live. When `use` fails with
   * `TokenExpired` the pair is refreshed and `use` runs once more, so it must be safe to repeat.
   */
  withAccessToken<A, E, R>(
    clientId: ClientId,
    use: (token: Redacted.Redacted, realmId: RealmId) => Effect.Effect<A, E, R>
  ): Effect.Effect<A, E | NotFound | ReconnectRequired | Unavailable, R | CurrentTenant | CurrentActor>
}>()("@beep/connections/Connections") {}

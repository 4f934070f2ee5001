import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { SessionLocks } from "@beep/sql/SessionLocks"
import { Context, Effect, Layer, type Option } from "effect"
import type { SqlError } from "effect/sql"

/** One running sync per client, over all processes. */
export class SyncLock extends Context.Service<
  SyncLock,
  {
    /** None when somebody else holds it. */
    whileHeld<A, E, R>(
      organizationId: OrganizationId,
      clientId: ClientId,
      use: Effect.Effect<A, E, R>
    ): Effect.Effect<Option.Option<A>, E | SqlError.SqlError, R>
  }
>()("@beep/runway/internal/SyncLock") {
  static readonly layer = Layer.effect(
    SyncLock,
    Effect.map(SessionLocks, ({ whileHeld }) =>
      SyncLock.of({ whileHeld: (organizationId, clientId, use) => whileHeld(`beep.sync/${organizationId}/${clientId}`, use) })
    )
  ).pipe(Layer.provide(SessionLocks.layer))
}

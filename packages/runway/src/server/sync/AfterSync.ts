import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { Context, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"

/**
 * What must follow the reading of every sync of a client, also a partial or a failed one.
 * Both parts are called again after a crash before the sync's own record of them.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class AfterSync extends Context.Service<
  AfterSync,
  {
    /** When all was read and before the run is closed, outside any transaction: compares the mirror with QuickBooks. Its trouble stops nothing. */
    compare(clientId: ClientId, run: SyncRunId): Effect.Effect<void, never, CurrentTenant | CurrentActor>
    /** After the run was closed, in a tenant transaction of its own that also marks it as refreshed: when it fails, the next start of a sync calls it again. */
    run(clientId: ClientId): Effect.Effect<void, SqlError.SqlError | Unavailable | NotFound, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/AfterSync") {
  /** For compositions that read nothing from the ledger. */
  static readonly layerNone: Layer.Layer<AfterSync> = Layer.succeed(
    AfterSync,
    AfterSync.of({ compare: () => Effect.void, run: () => Effect.void })
  )
}

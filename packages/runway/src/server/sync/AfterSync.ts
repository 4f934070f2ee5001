import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { Context, Effect, Layer } from "effect"
import type { SqlError } from "effect/sql"

/**
 * What must follow every finished sync of a client, also a partial or a failed one.
 * Called in a tenant transaction of its own that also marks the run as refreshed:
 * when it fails, the next start of a sync calls it again.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class AfterSync extends Context.Service<
  AfterSync,
  {
    run(clientId: ClientId): Effect.Effect<void, SqlError.SqlError | Unavailable | NotFound, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/AfterSync") {
  /** For compositions that read nothing from the ledger. */
  static readonly layerNone: Layer.Layer<AfterSync> = Layer.succeed(AfterSync, AfterSync.of({ run: () => Effect.void }))
}

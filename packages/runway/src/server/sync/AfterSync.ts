import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { Context, Effect, Layer, type Option } from "effect"
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
    /**
     * When all was read and before the run is closed, outside any transaction: compares the mirror with QuickBooks,
     * given the balance sheet that the run read. Its trouble stops nothing.
     */
    compare(
      clientId: ClientId,
      run: SyncRunId,
      balanceSheet: Option.Option<Mirrored<ReportTree>>
    ): Effect.Effect<void, never, CurrentTenant | CurrentActor>
    /** After a comparison: whether it found what only reading everything again can explain. */
    isPuzzled(clientId: ClientId, run: SyncRunId): Effect.Effect<boolean, Unavailable, CurrentTenant>
    /** After the run was closed, in a tenant transaction of its own that also marks it as refreshed: when it fails, the next start of a sync calls it again. */
    run(clientId: ClientId): Effect.Effect<void, SqlError.SqlError | Unavailable | NotFound, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/AfterSync") {
  /** For compositions that read nothing from the ledger. */
  static readonly layerNone: Layer.Layer<AfterSync> = Layer.succeed(
    AfterSync,
    AfterSync.of({ compare: () => Effect.void, isPuzzled: () => Effect.succeed(false), run: () => Effect.void })
  )
}

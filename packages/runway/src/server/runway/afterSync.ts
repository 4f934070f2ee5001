import { Cause, Effect, Layer } from "effect"
import { AfterSync } from "../sync/AfterSync.ts"
import { TieOuts } from "../tieout/TieOuts.ts"
import { Runway } from "./Runway.ts"

/** Every sync is compared with QuickBooks' own reports, and recomputes the runway of its client. */
export const afterSyncLayer: Layer.Layer<AfterSync, never, Runway | TieOuts> = Layer.effect(
  AfterSync,
  Effect.gen(function* () {
    const runway = yield* Runway
    const tieOuts = yield* TieOuts
    return AfterSync.of({
      compare: (clientId, run, balanceSheet) =>
        tieOuts
          .certify(clientId, run, balanceSheet)
          .pipe(
            Effect.catchCause((cause) =>
              Cause.hasInterruptsOnly(cause)
                ? Effect.interrupt
                : Effect.logError("a sync was not compared with QuickBooks' reports", cause)
            )
          ),
      isPuzzled: (clientId, run) => tieOuts.namesNew(clientId, run),
      run: (clientId) => runway.refresh(clientId)
    })
  })
)

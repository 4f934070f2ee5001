import { Effect, Layer } from "effect"
import { AfterSync } from "../sync/AfterSync.ts"
import { Runway } from "./Runway.ts"

/** Every finished sync recomputes the runway of its client. */
export const afterSyncLayer: Layer.Layer<AfterSync, never, Runway> = Layer.effect(
  AfterSync,
  Effect.map(Runway, (runway) => AfterSync.of({ run: (clientId) => runway.refresh(clientId) }))
)

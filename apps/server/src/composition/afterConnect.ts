import { AfterConnect } from "@beep/connections/server/AfterConnect"
import { Sync } from "@beep/runway/server/sync/Sync"
import { Effect, Layer } from "effect"

/** A company that was just linked is read at once; whatever comes of it stands in the state of the sync. */
export const layer: Layer.Layer<never, never, Sync> = Layer.effect(
  AfterConnect,
  Effect.map(Sync, (sync) => (clientId) => Effect.ignore(sync.start(clientId, "onboarding")))
)

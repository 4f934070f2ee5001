import { Effect, Layer, type Schema } from "effect"
import type { Desk } from "./Desk.ts"
import { keptRoutes } from "./keptRoutes.ts"
import { scriptRoutes } from "./scriptRoutes.ts"

/** `<path>/calls` what it was sent, `<path>/faults` the script of its next calls. */
export const deskRoutes = <Call, Fault, R>(
  path: `/${string}`,
  fault: Schema.Codec<Fault, unknown>,
  desk: Effect.Effect<Desk<Call, Fault>, never, R>
) =>
  Layer.mergeAll(
    keptRoutes(
      `${path}/calls`,
      Effect.map(desk, ({ calls }) => calls)
    ),
    scriptRoutes(
      `${path}/faults`,
      fault,
      Effect.map(desk, ({ faults }) => faults)
    )
  )

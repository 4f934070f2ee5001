import { Layer } from "effect"
import { Connections } from "./Connections.ts"
import { ConnectionsHandlers } from "./handlers.ts"

/** The domain as an app composes it: the service, and the handlers of its group. */
export const ConnectionsLayer = ConnectionsHandlers.pipe(Layer.provideMerge(Connections.layer))

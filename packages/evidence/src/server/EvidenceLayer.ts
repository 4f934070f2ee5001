import { Layer } from "effect"
import { Documents } from "./Documents.ts"
import { Evidence } from "./Evidence.ts"
import { evidenceHandlers } from "./handlers.ts"

/** `Documents` and `Evidence`; needs tenancy's `Clients`, the audit log, the vault, the database, `Digest` and `SecureRandom`. */
export const layer = Layer.mergeAll(Documents.layer, Evidence.layer)

/** The `evidence` group over them; needs `Authorization` and `ProblemDetails` beside. */
export const layerHttp = evidenceHandlers

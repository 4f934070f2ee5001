import { Schema } from "effect"

export const CopySettings = Schema.Struct({ url: Schema.String, clientId: Schema.String.check(Schema.isUUID()) })

/** What the process answers. */
export const Copied = Schema.Struct({ rows: Schema.Int, seconds: Schema.Finite })
export type Copied = typeof Copied.Type

import { Schema } from "effect"

export const PeerSettings = Schema.Struct({
  port: Schema.Int,
  appUrl: Schema.String,
  authUrl: Schema.String,
  poolMax: Schema.Int
})
export type PeerSettings = typeof PeerSettings.Type

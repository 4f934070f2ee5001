import { Schema } from "effect"
import { Unit } from "../reads/Statement.ts"

/** What our server asks of the database for this path, to be asked again for each request. */
export const Replay = Schema.Struct({ path: Schema.String, units: Schema.Array(Unit) })
export type Replay = typeof Replay.Type

export const PeerSettings = Schema.Struct({
  port: Schema.Int,
  appUrl: Schema.String,
  authUrl: Schema.String,
  poolMax: Schema.Int,
  replays: Schema.Array(Replay)
})
export type PeerSettings = typeof PeerSettings.Type

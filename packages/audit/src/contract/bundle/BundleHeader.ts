import { OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { CheckpointKey } from "../Checkpoint.ts"

/** First line of an exported log. Its keys are a convenience: whoever rewrites a bundle can rewrite them too. */
export const BundleHeader = Schema.Struct({
  bundle: Schema.Literal("beep.audit.v1"),
  organizationId: OrganizationId,
  origin: Schema.String,
  size: Schema.Int,
  keys: Schema.Array(CheckpointKey)
})
export type BundleHeader = typeof BundleHeader.Type

/** A line that carries a signed tree head; it stands behind the last entry it covers. */
export const CheckpointLine = Schema.Struct({ checkpoint: Schema.String })

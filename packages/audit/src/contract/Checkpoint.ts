import { OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { AuditInstant } from "./AuditEntry.ts"

export const Base64 = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9+/]*={0,2}$/))

/**
 * A tree head. `note` is the signed text itself (C2SP tlog-checkpoint, Ed25519);
 * the other fields only repeat what it says and are never trusted over it.
 */
export const Checkpoint = Schema.Struct({
  organizationId: OrganizationId,
  /** Number of leaves under the root. */
  size: Schema.Int,
  /** SHA-256 tree head of RFC 6962, base64. */
  root: Base64,
  at: AuditInstant,
  note: Schema.String
})
export type Checkpoint = typeof Checkpoint.Type

/** An Ed25519 key that signs or once signed checkpoints; 32 bytes, base64. */
export const CheckpointKey = Schema.Struct({ publicKey: Base64 })
export type CheckpointKey = typeof CheckpointKey.Type

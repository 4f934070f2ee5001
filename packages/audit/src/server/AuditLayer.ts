import { Layer } from "effect"
import { Audit } from "./Audit.ts"
import { AuditLog } from "./AuditLog.ts"
import { AuditVerifier } from "./AuditVerifier.ts"

/**
 * Needs the database, `CheckpointSigner`, `Signature` and `SecureRandom`. Apart from it
 * stand `AuditTrail.layer`, whose `ClientAccess` comes from tenancy, which itself writes
 * to this log; and `Sequencer.layer`, which at least one process must run.
 */
export const layer = Layer.mergeAll(Audit.layer, AuditLog.layer, AuditVerifier.layer)

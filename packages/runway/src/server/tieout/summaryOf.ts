import type { ClientId } from "@beep/kernel/ids"
import type { TieOutSummary } from "../../contract/tieout/TieOutCertificate.ts"
import type { StoredCertificate } from "../internal/tieout/Certificates.ts"

/** A certificate without its entities. */
export const summaryOf = (clientId: ClientId, stored: StoredCertificate): TieOutSummary => ({
  certificateId: stored.certificateId,
  clientId,
  syncRunId: stored.syncRunId,
  comparedAt: stored.comparedAt,
  sha256: stored.sha256,
  asOf: stored.result.asOf,
  outcome: stored.result.outcome,
  differing: stored.result.differing,
  sections: stored.result.sections.map(({ differing, outcome, reason, section }) => ({ section, outcome, reason, differing }))
})

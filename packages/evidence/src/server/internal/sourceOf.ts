import type { ClientId } from "@beep/kernel/ids"
import { DateTime } from "effect"
import type { DocumentOrigin } from "../DocumentOrigin.ts"
import type { Provenance, SourceKey } from "./SourcesRepo.ts"

export interface Source {
  readonly key: Omit<SourceKey, "organizationId">
  readonly provenance: Omit<Provenance, "sourceHash">
}

/** The strict key of a source (C-03) and where it can be found again. */
export const sourceOf = (origin: DocumentOrigin, clientId: ClientId, bytesSha256: string): Source => {
  if (origin.sourceType === "upload") {
    return {
      key: { providerAccountId: clientId, sourceType: "upload", sourceId: bytesSha256 },
      provenance: { sourceThreadId: null, sourceUri: null, sourceInternalDate: null, sourceHistoryId: null }
    }
  }
  const { providerAccountId, messageId, threadId, internalDate, historyId } = origin
  return {
    key: { providerAccountId, sourceType: "gmail", sourceId: messageId },
    provenance: {
      sourceThreadId: threadId,
      sourceUri: `gmail://${providerAccountId}/${messageId}`,
      sourceInternalDate: internalDate === null ? null : DateTime.toDateUtc(DateTime.makeUnsafe(internalDate)),
      sourceHistoryId: historyId
    }
  }
}

import type { Audit } from "@beep/audit/server/Audit"
import { NotFound } from "@beep/kernel/errors"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { Effect } from "effect"

/** A document that is not this client's answers as if it did not exist, and the asking stays in the log. */
export const auditDenial =
  (audit: Audit["Service"], clientId: ClientId, documentId: DocumentId) =>
  <A, E, R>(effect: Effect.Effect<A, E | NotFound, R>) =>
    Effect.tapError(effect, (error) =>
      error instanceof NotFound
        ? audit.record({
            action: "access.denied",
            entityType: "document",
            entityId: documentId,
            clientId,
            result: "denied",
            reason: "outside_scope"
          })
        : Effect.void
    )

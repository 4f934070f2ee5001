import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { Effect, Result } from "effect"
import { redacted, redactionPolicy } from "../../../contract/pii/detectPii.ts"
import { participantNames, peopleNames } from "./entityTexts.ts"
import { versionOpener } from "./openVersion.ts"
import { searchTextRepo } from "./SearchTextRepo.ts"

/** A document that is back is found by its words again; inside a tenant transaction. No run reads it anew, which would write them. */
export const searchTextRestorer = Effect.gen(function* () {
  const searchTexts = yield* searchTextRepo
  const open = yield* versionOpener
  const namesOf = yield* peopleNames

  return Effect.fnUntraced(
    function* (clientId: ClientId, documentId: DocumentId) {
      const { organizationId } = yield* CurrentTenant
      const source = yield* open(clientId, documentId, null)
      if (Result.isFailure(source)) return
      const { content, documentVersionId, envelope, statedAt } = source.success
      yield* searchTexts.upsert({
        organizationId,
        clientId,
        documentId,
        documentVersionId,
        policyVersion: redactionPolicy,
        redacted: redacted(content, [...participantNames(envelope), ...(yield* namesOf(clientId))]),
        statedAt
      })
    },
    Effect.catchTag("KeyDestroyed", () => Effect.void)
  )
})

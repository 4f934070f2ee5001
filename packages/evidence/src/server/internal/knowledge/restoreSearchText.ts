import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { DateTime, Effect, Option } from "effect"
import { redacted, redactionPolicy } from "../../../contract/pii/detectPii.ts"
import { documentsRepo } from "../DocumentsRepo.ts"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"
import { envelopeFrom } from "../view.ts"
import { participantNames, peopleNames } from "./entityTexts.ts"
import { searchTextRepo } from "./SearchTextRepo.ts"
import { vectorsRepo } from "./VectorsRepo.ts"

/** A document that is back is found by its words again; inside a tenant transaction. No run reads it anew, which would write them. */
export const searchTextRestorer = Effect.gen(function* () {
  const documents = yield* documentsRepo
  const versions = yield* vectorsRepo
  const searchTexts = yield* searchTextRepo
  const open = yield* openSealed
  const namesOf = yield* peopleNames

  return Effect.fnUntraced(
    function* (clientId: ClientId, documentId: DocumentId) {
      const { organizationId } = yield* CurrentTenant
      const key = { organizationId, clientId, documentId }
      const found = yield* documents.find({ ...key, versionId: null })
      if (Option.isNone(found) || found.value.documentVersionId === null) return
      const { documentVersionId, receivedAt } = found.value
      const [row] = yield* versions.versions({ organizationId, clientId, versionIds: [documentVersionId] })
      if (row === undefined) return
      const [content = Option.none(), envelopeText = Option.none()] = yield* open([
        { owner: clientId, purpose: purposes.content(documentVersionId), sealed: row.contentSealed },
        { owner: clientId, purpose: purposes.envelope(documentVersionId), sealed: row.envelopeSealed }
      ])
      const envelope = envelopeFrom(envelopeText)
      if (Option.isNone(content) || Option.isNone(envelope)) return
      const { date } = envelope.value
      yield* searchTexts.upsert({
        ...key,
        documentVersionId,
        policyVersion: redactionPolicy,
        redacted: redacted(content.value, [...participantNames(envelope.value), ...(yield* namesOf(clientId))]),
        statedAt: DateTime.toDateUtc(date === null ? receivedAt : DateTime.makeUnsafe(date))
      })
    },
    Effect.catchTag("KeyDestroyed", () => Effect.void)
  )
})

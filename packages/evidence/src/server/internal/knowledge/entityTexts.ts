import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentVersionId } from "@beep/kernel/ids"
import { Effect, Option } from "effect"
import type { TextRange } from "../../../contract/EvidenceSpan.ts"
import { sentenceAround } from "../../../contract/extract/sentenceAround.ts"
import { sentences } from "../../../contract/extract/sentences.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { detectPii, redacted, redactedWithin, withoutMarks } from "../../../contract/pii/detectPii.ts"
import type { PiiFound } from "../../../contract/pii/PiiFound.ts"
import { openSealed } from "../openSealed.ts"
import { type Envelope, purposes } from "../sealedForms.ts"
import { envelopeFrom } from "../view.ts"
import { statementOpener } from "./openStatements.ts"
import { type Said, vectorsRepo } from "./VectorsRepo.ts"

/** What may leave about an entity. `basis` names the words it was made of: spans never change, so the same basis is the same text. */
export interface EntityText {
  readonly entityId: EntityId
  readonly text: string
  readonly basis: string
}

interface Redactable {
  readonly content: string
  readonly found: ReadonlyArray<PiiFound>
  readonly sentences: ReadonlyArray<TextRange>
}

/** Of one entity's text, in UTF-16 units: three sentences are rarely longer. */
const longest = 2_000

const spaced = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()

export const basisOf = (said: ReadonlyArray<Said>): string => said.map(({ mentionId }) => mentionId).join()

export const participantNames = ({ cc, from, to }: Envelope): ReadonlyArray<string> =>
  [from, ...to, ...cc].flatMap((one) => (one === null || one.name === "" ? [] : [one.name]))

/** The names of the people of a client, opened; inside a tenant transaction. */
export const peopleNames = Effect.gen(function* () {
  const vectors = yield* vectorsRepo
  const openStatements = yield* statementOpener
  return Effect.fnUntraced(function* (clientId: ClientId) {
    const { organizationId } = yield* CurrentTenant
    const statements = yield* openStatements(clientId, yield* vectors.people({ organizationId, clientId }))
    return statements.flatMap(
      Option.match({
        onNone: () => [],
        onSome: ({ aliases, label }) => [label, ...aliases]
      })
    )
  })
})

/** The redacted words around entities, as a provider may read them; inside a tenant transaction. Without a key there are none. */
export const entityTexts = Effect.gen(function* () {
  const vectors = yield* vectorsRepo
  const open = yield* openSealed
  const openStatements = yield* statementOpener
  const namesOf = yield* peopleNames

  const redactable = Effect.fnUntraced(function* (clientId: ClientId, said: ReadonlyArray<Said>, names: ReadonlyArray<string>) {
    const { organizationId } = yield* CurrentTenant
    const versionIds = [...new Set(said.map(({ documentVersionId }) => documentVersionId))]
    const rows = yield* vectors.versions({ organizationId, clientId, versionIds })
    const opened = yield* open(
      rows.flatMap(({ contentSealed, documentVersionId, envelopeSealed }) => [
        { owner: clientId, purpose: purposes.content(documentVersionId), sealed: contentSealed },
        { owner: clientId, purpose: purposes.envelope(documentVersionId), sealed: envelopeSealed }
      ])
    )
    return new Map(
      rows.flatMap(({ documentVersionId }, index): ReadonlyArray<readonly [DocumentVersionId, Redactable]> => {
        const content = opened[index * 2] ?? Option.none<string>()
        const envelope = envelopeFrom(opened[index * 2 + 1] ?? Option.none())
        if (Option.isNone(content) || Option.isNone(envelope)) return []
        const found = detectPii(content.value, [...participantNames(envelope.value), ...names])
        return [[documentVersionId, { content: content.value, found, sentences: sentences(content.value) }]]
      })
    )
  })

  return Effect.fnUntraced(
    function* (clientId: ClientId, entityIds: ReadonlyArray<EntityId>) {
      const { organizationId } = yield* CurrentTenant
      const said = yield* vectors.said({ organizationId, clientId, entityIds })
      if (said.length === 0) return []
      const names = yield* namesOf(clientId)
      const sources = yield* redactable(clientId, said, names)
      const groups = [...Map.groupBy(said, ({ entityId }) => entityId)]
      const statements = yield* openStatements(
        clientId,
        groups.flatMap(([, group]) => group.slice(0, 1))
      )
      return groups.map(([entityId, group], index): EntityText => {
        const label = Option.match(statements[index] ?? Option.none(), {
          onNone: () => "",
          onSome: (statement) => redacted(statement.label, names)
        })
        const around = group.flatMap(({ documentVersionId, endChar, startChar }) => {
          const source = sources.get(documentVersionId)
          if (source === undefined) return []
          const range = sentenceAround(source.sentences, { start: startChar, end: endChar })
          return [redactedWithin(source.content, source.found, range)]
        })
        const words = [...new Set([label, ...around].map((part) => withoutMarks(part).replace(/\s+/g, " ").trim()))]
        const type = spaced(group[0]?.type ?? "")
        return {
          entityId,
          text: [type, ...words.filter((part) => part !== "")].join("\n").slice(0, longest),
          basis: basisOf(group)
        }
      })
    },
    Effect.catchTag("KeyDestroyed", () => Effect.succeed([]))
  )
})

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentVersionId } from "@beep/kernel/ids"
import { Effect, Option } from "effect"
import type { EvidenceItem } from "../../../contract/EvidenceItem.ts"
import type { ClaimId } from "../../../contract/graph/ids.ts"
import { snippet } from "../../../contract/snippet.ts"
import { verifySpan } from "../../../contract/verifySpan.ts"
import type { MentionRow } from "../MentionsRepo.ts"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"
import { statementOf } from "../view.ts"
import type { MentionEvidence, RelationEvidence } from "./ReadingRepo.ts"
import { readingRepo } from "./ReadingRepo.ts"
import { sealedFor } from "./sealed.ts"

/** One stored span before it is compared with its source. */
export interface EvidenceRow extends Pick<
  EvidenceItem,
  "documentId" | "documentVersionId" | "startChar" | "endChar" | "kind" | "source"
> {
  readonly id: string
  readonly confidence: number
  readonly purpose: string
  readonly sealed: Uint8Array
  /** The stored quote out of what was sealed; none when it is not what was sealed for this row. */
  readonly quote: (opened: string) => Option.Option<string>
}

export const factRow =
  (documentId: EvidenceItem["documentId"]) =>
  (row: MentionRow): EvidenceRow => ({
    id: row.mentionId,
    documentId,
    documentVersionId: row.documentVersionId,
    startChar: row.startChar,
    endChar: row.endChar,
    kind: "mention",
    source: { mentionId: row.mentionId, extractionId: row.extractionId },
    confidence: row.confidence,
    purpose: purposes.statement(row.mentionId),
    sealed: row.statementSealed,
    quote: (opened) =>
      Option.filter(statementOf(opened), ({ fact }) => fact.kind === row.kind).pipe(Option.map(({ text }) => text))
  })

const ofBullet = (bullet: ClaimId | null) => (bullet === null ? {} : { meetingPrepBulletId: bullet })

export const mentionRow =
  (bullet: ClaimId | null) =>
  (row: MentionEvidence): EvidenceRow => ({
    ...placeOf(row),
    id: row.mentionId,
    kind: "mention",
    source: { mentionId: row.mentionId, extractionId: row.extractionId, ontologyId: row.ontologyId, ...ofBullet(bullet) },
    purpose: sealedFor.mention(row.mentionId),
    quote: Option.some
  })

export const relationRow =
  (bullet: ClaimId | null) =>
  (row: RelationEvidence): EvidenceRow => ({
    ...placeOf(row),
    id: row.relationEvidenceId,
    kind: "relation",
    source: {
      relationEvidenceId: row.relationEvidenceId,
      extractionId: row.extractionId,
      ontologyId: row.ontologyId,
      ...ofBullet(bullet)
    },
    purpose: sealedFor.relationEvidence(row.relationEvidenceId),
    quote: Option.some
  })

const placeOf = ({
  documentId,
  documentVersionId,
  startChar,
  endChar,
  confidence,
  textSealed: sealed
}: MentionEvidence | RelationEvidence) => ({
  documentId,
  documentVersionId,
  startChar,
  endChar,
  confidence,
  sealed
})

const byPlace = (a: EvidenceRow, b: EvidenceRow): number =>
  (a.documentVersionId < b.documentVersionId ? -1 : a.documentVersionId > b.documentVersionId ? 1 : 0) ||
  a.startChar - b.startChar ||
  a.endChar - b.endChar ||
  (a.id < b.id ? -1 : 1)

/** Opens rows and the versions they point at, and keeps those whose words still stand at their place (C-05), by version and place. */
export const evidenceResolver = Effect.gen(function* () {
  const reading = yield* readingRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (clientId: ClientId, unordered: ReadonlyArray<EvidenceRow>) {
    const { organizationId } = yield* CurrentTenant
    const rows = unordered.toSorted(byPlace)
    const versionIds: ReadonlyArray<DocumentVersionId> = [...new Set(rows.map(({ documentVersionId }) => documentVersionId))]
    const stored = yield* reading.contents({ organizationId, clientId, versionIds })
    const texts = yield* open([
      ...stored.map(({ documentVersionId, contentSealed }) => ({
        owner: clientId,
        purpose: purposes.content(documentVersionId),
        sealed: contentSealed
      })),
      ...rows.map(({ purpose, sealed }) => ({ owner: clientId, purpose, sealed }))
    ]).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
    const contentOf = new Map(
      stored.map(({ documentVersionId }, index) => [documentVersionId, texts[index] ?? Option.none<string>()])
    )
    const items = rows.flatMap((row, index): ReadonlyArray<EvidenceItem> => {
      const content = contentOf.get(row.documentVersionId) ?? Option.none<string>()
      const quoted = Option.flatMap(texts[stored.length + index] ?? Option.none<string>(), row.quote)
      if (Option.isNone(content) || Option.isNone(quoted)) return []
      if (!verifySpan(content.value, { start: row.startChar, end: row.endChar }, quoted.value)) return []
      const { documentId, documentVersionId, startChar, endChar, confidence, kind, source } = row
      return [{ documentId, documentVersionId, startChar, endChar, text: snippet(quoted.value), confidence, kind, source }]
    })
    return { items, omitted: rows.length - items.length }
  })
})

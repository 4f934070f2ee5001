import type { ClientId } from "@beep/kernel/ids"
import { MentionId } from "@beep/kernel/ids"
import { Effect, Option } from "effect"
import type { EvidenceItem, EvidenceList } from "../../../contract/EvidenceItem.ts"
import type { ClaimId } from "../../../contract/graph/ids.ts"
import { isModelRule } from "../../../contract/graph/model/modelRule.ts"
import { snippet } from "../../../contract/snippet.ts"
import { verifySpan } from "../../../contract/verifySpan.ts"
import { purposes } from "../sealedForms.ts"
import { statementOf } from "../view.ts"
import { contentOpener } from "./contents.ts"
import type { EvidenceRow } from "./EvidenceRepo.ts"
import { sealedFor } from "./sealed.ts"

const purposeOf = ({ id, of }: EvidenceRow): string => {
  switch (of) {
    case "fact":
      return purposes.statement(MentionId.make(id))
    case "mention":
      return sealedFor.mention(id)
    case "relation":
      return sealedFor.relationEvidence(id)
  }
}

/** The stored quote out of what was sealed; none when it is not what was sealed for this row. */
const quoteOf = ({ kind, of }: EvidenceRow, opened: string): Option.Option<string> =>
  of === "fact"
    ? Option.map(
        Option.filter(statementOf(opened), ({ fact }) => fact.kind === kind),
        ({ text }) => text
      )
    : Option.some(opened)

const sourceOf = ({ extractionId, id, of, ontologyId, ruleId }: EvidenceRow, bullet: ClaimId | null): EvidenceItem["source"] => ({
  ...(of === "relation" ? { relationEvidenceId: id } : { mentionId: MentionId.make(id) }),
  extractionId,
  ...(ontologyId === null ? {} : { ontologyId }),
  ...(isModelRule(ruleId) ? { pointedBy: "model" as const } : {}),
  ...(bullet === null ? {} : { meetingPrepBulletId: bullet })
})

const byPlace = (a: EvidenceRow, b: EvidenceRow): number =>
  (a.documentVersionId < b.documentVersionId ? -1 : a.documentVersionId > b.documentVersionId ? 1 : 0) ||
  a.startChar - b.startChar ||
  a.endChar - b.endChar ||
  (a.id < b.id ? -1 : 1)

/** Opens rows and the versions they point at, and keeps those whose words still stand at their place (C-05), by version and place. */
export const evidenceResolver = Effect.map(contentOpener, (contentsOf) =>
  Effect.fnUntraced(function* (clientId: ClientId, rows: ReadonlyArray<EvidenceRow>, bullet: ClaimId | null) {
    const { contentOf, texts } = yield* contentsOf(
      clientId,
      rows,
      rows.map((row) => ({ owner: clientId, purpose: purposeOf(row), sealed: row.sealed }))
    )
    const textOf = new Map(rows.map((row, index) => [row, texts[index] ?? Option.none<string>()]))
    const items = rows.toSorted(byPlace).flatMap((row): ReadonlyArray<EvidenceItem> => {
      const { confidence, documentId, documentVersionId, endChar, startChar } = row
      const content = contentOf(documentVersionId)
      const quoted = Option.flatMap(textOf.get(row) ?? Option.none<string>(), (opened) => quoteOf(row, opened))
      if (Option.isNone(content) || Option.isNone(quoted)) return []
      if (!verifySpan(content.value, { start: startChar, end: endChar }, quoted.value)) return []
      const kind = row.of === "relation" ? "relation" : "mention"
      const source = sourceOf(row, bullet)
      return [{ documentId, documentVersionId, startChar, endChar, text: snippet(quoted.value), confidence, kind, source }]
    })
    const list: EvidenceList = { items, omitted: rows.length - items.length, total: rows[0]?.total ?? rows.length }
    return list
  })
)

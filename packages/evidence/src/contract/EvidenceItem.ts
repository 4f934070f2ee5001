import { Schema } from "effect"
import { MentionId } from "@beep/kernel/ids"
import { EvidenceSpan } from "./EvidenceSpan.ts"
import { Confidence } from "./MentionFact.ts"

/** A snippet is cut by the server to this many UTF-16 code units, never inside a surrogate pair. */
export const snippetLength = 280

/** One piece of evidence (knowledge.md 4.2, C-02). Its offsets give the whole span even when `text` was cut. */
export const EvidenceItem = Schema.Struct({
  ...EvidenceSpan.fields,
  text: Schema.String,
  confidence: Schema.optionalKey(Confidence),
  kind: Schema.Literals(["mention", "relation", "bullet"]),
  source: Schema.Struct({
    mentionId: Schema.optionalKey(MentionId),
    relationEvidenceId: Schema.optionalKey(Schema.String),
    meetingPrepBulletId: Schema.optionalKey(Schema.String),
    extractionId: Schema.optionalKey(Schema.String),
    ontologyId: Schema.optionalKey(Schema.String),
    /** There where a language model pointed at the words; beyond C-02, and never there without a model. */
    pointedBy: Schema.optionalKey(Schema.Literal("model"))
  })
})
export type EvidenceItem = typeof EvidenceItem.Type

/**
 * `omitted` counts stored spans that do not resolve to their text; items come by version, start, end, id. `total` counts all
 * that stand, whatever the limit: more than items and omitted together is older evidence that was not asked for.
 */
export const EvidenceList = Schema.Struct({ items: Schema.Array(EvidenceItem), omitted: Schema.Int, total: Schema.Int })
export type EvidenceList = typeof EvidenceList.Type

import { Schema } from "effect"
import { MentionId } from "@beep/kernel/ids"
import { EvidenceSpan } from "./EvidenceSpan.ts"
import { Confidence, MentionFact, MentionKind } from "./MentionFact.ts"

/**
 * A stored mention, compared with its stored source again for this answer. When
 * the slice of the source no longer equals the text kept at extraction, `broken`
 * is true and neither text nor fact leaves the server.
 */
export const Mention = Schema.Struct({
  mentionId: MentionId,
  ...EvidenceSpan.fields,
  kind: MentionKind,
  /** Names the deterministic rule that found it: `promise.pay.will`. */
  ruleId: Schema.String,
  confidence: Confidence,
  broken: Schema.Boolean,
  text: Schema.NullOr(Schema.String),
  fact: Schema.NullOr(MentionFact)
})
export type Mention = typeof Mention.Type

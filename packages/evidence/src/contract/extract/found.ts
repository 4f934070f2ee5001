import type { MentionFact } from "../MentionFact.ts"
import type { FoundMention } from "./FoundMention.ts"
import { confidenceOf, type RuleId } from "./rules.ts"

export const found = (start: number, end: number, ruleId: RuleId, fact: MentionFact): FoundMention => ({
  start,
  end,
  ruleId,
  confidence: confidenceOf[ruleId],
  fact
})

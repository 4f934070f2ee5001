import type { ModelToolName } from "./ModelTools.ts"

/** What words a model pointed at are found by; no rule of ours is called so. */
export const modelRule = (name: ModelToolName): string => `model.${name}`

export const isModelRule = (ruleId: string): boolean => ruleId.startsWith("model.")

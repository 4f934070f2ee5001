import { Redacted } from "effect"

/** A provider that speaks OpenAI's wire, as its group names it. */
export const openAi = (url: string, apiKey: Redacted.Redacted, model: string) => ({
  baseUrl: url.replace(/\/+$/, ""),
  apiKey,
  model
})

import { Context, type Redacted } from "effect"

/** Who may ask the stand-in for a provider of models; null: nobody. */
export class OpenAiKey extends Context.Service<OpenAiKey, Redacted.Redacted | null>()("@beep/sandbox/OpenAiKey") {}

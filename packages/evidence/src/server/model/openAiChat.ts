import { Effect, Layer, Option, Schema, Stream } from "effect"
import * as LanguageModel from "effect/ai/LanguageModel"
import type { PartEncoded } from "effect/ai/Response"
import * as Tool from "effect/ai/Tool"
import type { HttpClient } from "effect/http"
import { type OpenAiSettings, openAiWire } from "../provider/openAiWire.ts"

const Answer = Schema.Struct({
  choices: Schema.NonEmptyArray(
    Schema.Struct({
      finish_reason: Schema.NullOr(Schema.String),
      message: Schema.Struct({
        content: Schema.optionalKey(Schema.NullOr(Schema.String)),
        tool_calls: Schema.optionalKey(
          Schema.NullOr(
            Schema.Array(
              Schema.Struct({ id: Schema.String, function: Schema.Struct({ name: Schema.String, arguments: Schema.String }) })
            )
          )
        )
      })
    })
  ),
  usage: Schema.optionalKey(
    Schema.Struct({ prompt_tokens: Schema.optionalKey(Schema.Finite), completion_tokens: Schema.optionalKey(Schema.Finite) })
  )
})
const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Answer))
const decodeArguments = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))

/** Words of the prompt only: what is asked here has no files, and no turns of a conversation. */
const messagesOf = (prompt: LanguageModel.ProviderOptions["prompt"]) =>
  prompt.content.flatMap(({ content, role }) =>
    role !== "system" && role !== "user"
      ? []
      : [
          {
            role,
            content:
              typeof content === "string"
                ? content
                : content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n")
          }
        ]
  )

const toolsOf = (tools: LanguageModel.ProviderOptions["tools"]) =>
  tools.map((tool) => ({
    type: "function",
    function: { name: tool.name, description: Tool.getDescription(tool), parameters: Tool.getJsonSchema(tool) }
  }))

/** An answer cut off is none: half of what it would have said is not told from all of it. */
const partsOf = ({ choices: [choice], usage }: typeof Answer.Type): Array<PartEncoded> | null => {
  const calls = choice.message.tool_calls ?? []
  if (choice.finish_reason === "length" || choice.finish_reason === "content_filter") return null
  return [
    ...(choice.message.content ? [{ type: "text" as const, text: choice.message.content }] : []),
    ...calls.map(({ function: called, id }) => ({
      type: "tool-call" as const,
      id,
      name: called.name,
      params: Option.getOrNull(decodeArguments(called.arguments))
    })),
    {
      type: "finish" as const,
      reason: calls.length > 0 ? ("tool-calls" as const) : ("stop" as const),
      usage: {
        inputTokens: { uncached: undefined, total: usage?.prompt_tokens, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { total: usage?.completion_tokens, text: undefined, reasoning: undefined }
      }
    }
  ]
}

/**
 * `POST /chat/completions` as OpenAI defines it and others speak it (https://platform.openai.com/docs/api-reference/chat).
 * Whole answers only. The library's own provider packages have no release for this version of it.
 */
export const layer = (settings: OpenAiSettings): Layer.Layer<LanguageModel.LanguageModel, never, HttpClient.HttpClient> =>
  Layer.effect(
    LanguageModel.LanguageModel,
    Effect.gen(function* () {
      const wire = yield* openAiWire(settings, {
        module: "OpenAiChat",
        method: "generateText",
        path: "/chat/completions",
        patience: "90 seconds"
      })
      const unreadable = wire.unreadable("the answer is cut off or not of the wire")
      const whole = Effect.fnUntraced(function* ({ prompt, toolChoice, tools }: LanguageModel.ProviderOptions) {
        const body = yield* wire.ask({
          model: settings.model,
          messages: messagesOf(prompt),
          tools: toolsOf(tools),
          tool_choice: toolChoice,
          temperature: 0
        })
        const parts = partsOf(yield* Effect.mapError(decode(body), () => unreadable))
        return parts === null ? yield* unreadable : parts
      })
      return yield* LanguageModel.make({ generateText: whole, streamText: () => Stream.fail(unreadable) })
    })
  )

import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { badInput, met, refusedKey, tokensOf } from "../openai/providerAnswers.ts"
import { deskRoutes } from "../script/deskRoutes.ts"
import { ChatDesk } from "./ChatDesk.ts"
import { ChatFault } from "./ChatFault.ts"
import { said } from "./said.ts"

/** https://platform.openai.com/docs/api-reference/chat/create */
const Asked = Schema.Struct({
  model: Schema.NonEmptyString,
  messages: Schema.NonEmptyArray(Schema.Struct({ role: Schema.Literals(["system", "user"]), content: Schema.String })),
  tools: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        type: Schema.Literal("function"),
        function: Schema.Struct({
          name: Schema.String.check(Schema.isPattern(/^[a-zA-Z0-9_-]{1,64}$/)),
          description: Schema.optionalKey(Schema.String),
          parameters: Schema.Record(Schema.String, Schema.Unknown)
        })
      })
    )
  ),
  tool_choice: Schema.optionalKey(Schema.Literals(["auto", "none", "required"])),
  temperature: Schema.optionalKey(Schema.Finite)
})

const answer = ({ messages, model, tool_choice }: typeof Asked.Type, order: ChatFault | undefined) => {
  const shown = messages.flatMap(({ content, role }) => (role === "user" ? [content] : [])).join("\n")
  const calls = order?.fault === "says" ? (order.calls ?? []) : tool_choice === "none" ? [] : said(shown)
  const spoken = calls.map(({ arguments: parameters, name }, index) => ({
    id: `call_${index}`,
    type: "function",
    function: {
      name,
      arguments: order?.fault === "broken_arguments" ? JSON.stringify(parameters).slice(0, -1) : JSON.stringify(parameters)
    }
  }))
  const [asked, answered] = [tokensOf(messages.map(({ content }) => content)), tokensOf([JSON.stringify(spoken)])]
  const choice = {
    index: 0,
    finish_reason: order?.fault === "cut_off" ? "length" : calls.length > 0 ? "tool_calls" : "stop",
    message: {
      role: "assistant",
      content: calls.length > 0 ? null : "There is nothing to report.",
      ...(spoken.length > 0 ? { tool_calls: spoken } : {})
    }
  }
  return HttpServerResponse.jsonUnsafe({
    id: "chatcmpl-sandbox",
    object: "chat.completion",
    model,
    choices: order?.fault === "no_choices" ? [] : [choice],
    usage: { prompt_tokens: asked, completion_tokens: answered, total_tokens: asked + answered }
  })
}

const create = Effect.gen(function* () {
  const refused = yield* refusedKey
  if (refused !== null) return refused
  const asked = yield* HttpServerRequest.schemaBodyJson(Asked)
  const order = yield* (yield* ChatDesk).take({
    model: asked.model,
    messages: asked.messages,
    tools: (asked.tools ?? []).map((tool) => tool.function.name)
  })
  return (yield* met(order)) ?? answer(asked, order)
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(badInput)))

/** OpenAI's chat completions at `/openai/v1`; what it was sent and the script of its next calls under `/_sandbox/chat`. */
export const chatRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/openai/v1/chat/completions", create),
  deskRoutes("/_sandbox/chat", ChatFault, ChatDesk)
)

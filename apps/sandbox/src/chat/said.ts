import { Option, Schema } from "effect"
import { SaidCall } from "./SaidCall.ts"

const name = String.raw`(\p{Lu}\p{L}{1,30}(?: \p{Lu}\p{L}{1,30})?)`

/** Ways of saying that a reader understands and no list of trigger words holds: what a model is good for. */
const events: ReadonlyArray<readonly [kind: string, pattern: RegExp]> = [
  ["Retirement", new RegExp(`${name} (?:is|will be) turning in (?:his|her) badge for good`, "gu")],
  ["Engagement", new RegExp(`${name} popped the question`, "gu")],
  ["Birth", new RegExp(`${name} and the little one came home from the hospital`, "gu")],
  ["JobLoss", new RegExp(`${name} was shown the door at work`, "gu")],
  ["Relocation", new RegExp(`${name} is packing up the house for Oregon`, "gu")]
]

const tasks = /(?:Somebody ought to|It would be good to see somebody) ([^.!?\n]+)/gu

const tips = /swears by (?:an?|the|this) (?:fund|stock|coin|product)/g

const decodeOrdered = Schema.decodeUnknownOption(Schema.fromJsonString(SaidCall.fields.arguments))

/**
 * What the stand-in says over a text. It understands a few sentences, and it is gullible: told inside the text to
 * `call NAME with {...}`, it does, whether or not it was given such a tool.
 */
export const said = (text: string): ReadonlyArray<SaidCall> => [
  ...events.flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), ([quote, who]) => ({ name: "life_event", arguments: { quote, kind, who } }))
  ),
  ...Array.from(text.matchAll(tasks), ([, quote]) => ({ name: "action_item", arguments: { quote, kind: "task" } })),
  ...Array.from(text.matchAll(tips), ([quote]) => ({
    name: "compliance_phrase",
    arguments: { quote, category: "assured_result" }
  })),
  ...Array.from(text.matchAll(/\bcall (\w+) with (\{[^\n]*\})/g)).flatMap(([, tool = "", words = ""]) =>
    Option.match(decodeOrdered(words), { onNone: () => [], onSome: (parameters) => [{ name: tool, arguments: parameters }] })
  )
]

import { Schema } from "effect"
import { longestQuote } from "../find/cover.ts"
import { complianceCategories, lifeEventSubtypes } from "../../ontology/wealthManagement.ts"

const Quote = Schema.NonEmptyString.check(Schema.isMaxLength(longestQuote)).annotate({
  description: "Words of the message, letter by letter as they stand there"
})

const Who = Quote.annotate({ description: "The name of the person, letter by letter as it stands in the message" })

export const actionKinds = ["promise", "request", "task", "deadline"] as const

/**
 * All that a language model can do: point at words of the message it was shown, by one of these names. A day, an amount
 * or a person is never taken from it; rules read them in the words it points at. Who somebody is, which accounts there
 * are and what they hold is not asked for at all.
 */
export const modelTools = {
  life_event: {
    about: "Something that changes the life of a person of the household: it has happened or is planned",
    parameters: Schema.Struct({ quote: Quote, kind: Schema.Literals(lifeEventSubtypes), who: Who })
  },
  action_item: {
    about: "Something that a named person is to do",
    parameters: Schema.Struct({
      quote: Quote,
      kind: Schema.Literals(actionKinds),
      who: Schema.optionalKey(Who),
      due: Schema.optionalKey(Quote.annotate({ description: "The words that say by when" }))
    })
  },
  meeting: {
    about: "A meeting on a day that the quoted words name",
    parameters: Schema.Struct({ quote: Quote })
  },
  compliance_phrase: {
    about: "Words that a compliance officer would look at twice",
    parameters: Schema.Struct({ quote: Quote, category: Schema.Literals(complianceCategories) })
  }
} as const

export type ModelToolName = keyof typeof modelTools

/** As it came: neither the name nor the parameters are trusted. */
export interface ModelCall {
  readonly name: string
  readonly parameters: unknown
}

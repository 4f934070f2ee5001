import { fits } from "../EvidenceSpan.ts"
import { dates } from "./dates.ts"
import { emailAddresses } from "./emailAddresses.ts"
import type { ExtractContext, FoundMention } from "./FoundMention.ts"
import { money } from "./money.ts"
import { people } from "./people.ts"
import { phones } from "./phones.ts"
import { promises } from "./promises.ts"

/** Beyond this many UTF-16 units a text is not looked at: mail this long is a pasted file. */
export const extractedLength = 200_000

/** Of each kind; more is noise, and a bound on what one message can make us store. */
const mostPerKind = 500

const byPlace = (a: FoundMention, b: FoundMention): number =>
  a.start - b.start || a.end - b.end || (a.fact.kind < b.fact.kind ? -1 : a.fact.kind > b.fact.kind ? 1 : 0)

/** A day inside a promise lies ahead; elsewhere "January 5" is the nearest one. */
const datesAround = (
  text: string,
  context: ExtractContext,
  promised: ReadonlyArray<FoundMention>
): ReadonlyArray<FoundMention> => {
  const ahead = new Map(dates(text, context, "forward").map((date) => [date.start, date]))
  return dates(text, context).map((date) =>
    promised.some(({ start, end }) => start <= date.start && date.end <= end) ? (ahead.get(date.start) ?? date) : date
  )
}

/**
 * The deterministic extractor (`rules.v1`): the same text and context give the
 * same mentions in the same order, each naming the rule that found it.
 */
export const extract = (content: string, context: ExtractContext): ReadonlyArray<FoundMention> => {
  const text = content.slice(0, extractedLength)
  const promised = promises(text, context)
  const kinds = [
    emailAddresses(text),
    phones(text),
    money(text, context),
    datesAround(text, context, promised),
    people(text, context),
    promised
  ]
  const seen = new Set<string>()
  return kinds
    .flatMap((mentions) => mentions.slice(0, mostPerKind))
    .filter((mention) => {
      const key = `${mention.fact.kind}:${mention.start}:${mention.end}`
      return fits(mention, content.length) && !seen.has(key) && seen.add(key)
    })
    .sort(byPlace)
}

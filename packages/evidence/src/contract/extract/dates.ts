import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { en, type ParsedResult } from "chrono-node"
import { DateTime, Option, Schema } from "effect"
import { found } from "./found.ts"
import type { ExtractContext, FoundMention } from "./FoundMention.ts"
import { paragraphs } from "./paragraphs.ts"

const asLocalDate = Schema.decodeOption(LocalDate)

/** Words that look like a date and are none, and stretches of time that name no day. */
const noDay =
  /^(?:on\s+)?(?:sat|sun|mon|wed|mar|may|march|second|the second|now|today's)$|\b(?:seconds?|minutes?|hours?|mins?|hrs?|weeks?|weekends?|months?|quarters?|years?)\b/

const partOfToday = /^(?:this (?:morning|afternoon|evening)|tonight)$/i

const pastWord = /\b(?:last|past|previous|ago|yesterday)\b/i

const yearWritten = /\b\d{4}\b|\d[/.-]\d{1,2}[/.-]\d{2}\b/

const dateOf = (result: ParsedResult): Option.Option<LocalDate> => {
  const part = (name: "year" | "month" | "day", width: number) => String(result.start.get(name) ?? 0).padStart(width, "0")
  return asLocalDate(`${part("year", 4)}-${part("month", 2)}-${part("day", 2)}`)
}

const namesADay = (result: ParsedResult, words: string): boolean =>
  !noDay.test(words) && (result.start.isCertain("day") || result.start.isCertain("weekday") || partOfToday.test(words))

/** Noon in a zone without summer time: the parser then counts the same days on every machine. */
const referenceFor = (date: LocalDate) => ({ instant: DateTime.toDateUtc(DateTime.makeUnsafe(`${date}T12:00:00Z`)), timezone: 0 })

/** Only for dates that carry their own year: the reference cannot change them. */
const noReference = LocalDate.make("2000-01-01")

const lastDayOfMonth = (date: LocalDate): LocalDate => {
  const next =
    date.slice(5, 7) === "12"
      ? `${Number(date.slice(0, 4)) + 1}-01-01`
      : `${date.slice(0, 5)}${String(Number(date.slice(5, 7)) + 1).padStart(2, "0")}-01`
  return addDays(LocalDate.make(next), -1)
}

const monthEnds = (content: string, messageDate: LocalDate | null): ReadonlyArray<FoundMention> =>
  messageDate === null
    ? []
    : Array.from(content.matchAll(/\b(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?month\b|\bEOM\b/g), (match) =>
        found(match.index, match.index + match[0].length, "date.relative", {
          kind: "date",
          date: lastDayOfMonth(messageDate),
          resolution: "relative"
        })
      )

type Direction = "nearest" | "forward"

const ruleOf = (result: ParsedResult, explicit: boolean, direction: Direction) =>
  explicit
    ? "date.explicit"
    : direction === "nearest" && !result.start.isCertain("day") && result.start.isCertain("weekday")
      ? "date.weekday"
      : "date.relative"

/**
 * Days named in a text. A relative one ("Friday", "June 30") is resolved against
 * the date of the message; `direction` says whether a promise reads it forward.
 * In quoted text it belongs to a message of another date and is no day here.
 */
export const dates = (
  content: string,
  context: Pick<ExtractContext, "messageDate" | "quotedRanges">,
  direction: Direction = "nearest"
): ReadonlyArray<FoundMention> => {
  const parsed = paragraphs(content).flatMap((paragraph) => {
    const text = content.slice(paragraph.start, paragraph.end)
    return en.casual
      .parse(text, referenceFor(context.messageDate ?? noReference), { forwardDate: direction === "forward" })
      .flatMap((result) => {
        const words = result.text.replace(/[\s,.;:]+$/, "")
        const start = paragraph.start + result.index
        if (content.slice(start, start + words.length) !== words || words === "" || !namesADay(result, words)) return []
        if (direction === "forward" && pastWord.test(words)) return []
        const explicit = yearWritten.test(words)
        if (!explicit && context.messageDate === null) return []
        return Option.match(dateOf(result), {
          onNone: () => [],
          onSome: (date) => [
            found(start, start + words.length, ruleOf(result, explicit, direction), {
              kind: "date",
              date,
              resolution: explicit ? "explicit" : "relative"
            })
          ]
        })
      })
  })
  const quoted = (mention: FoundMention) =>
    context.quotedRanges.some(({ start, end }) => start < mention.end && mention.start < end)
  return [...parsed, ...monthEnds(content, context.messageDate)].filter(
    (mention) => mention.ruleId === "date.explicit" || !quoted(mention)
  )
}

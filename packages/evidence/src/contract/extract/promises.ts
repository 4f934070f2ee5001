import type { TextRange } from "../EvidenceSpan.ts"
import type { MentionFact } from "../MentionFact.ts"
import { dates } from "./dates.ts"
import { found } from "./found.ts"
import type { ExtractContext, FoundMention } from "./FoundMention.ts"
import { money } from "./money.ts"
import { invoiceNumbers, notUndertaken, willBePaid, willDo, willPay, willReceive } from "./promiseWords.ts"
import type { RuleId } from "./rules.ts"
import { sentences } from "./sentences.ts"

const overlaps = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end

const numbersIn = (words: string): ReadonlyArray<string> =>
  Array.from(words.matchAll(invoiceNumbers)).flatMap((match) => (match[1] ?? "").match(/(?:[A-Z]{1,5}-?)?\d[\w-]*/gi) ?? [])

const whoOf = ({ sender }: ExtractContext): string | null =>
  sender === null ? null : sender.name !== "" ? sender.name : sender.address === "" ? null : sender.address

/** One amount and one day are taken when exactly one is said; of two, neither is picked. */
const only = <A>(values: ReadonlyArray<A>): A | null => (values.length === 1 ? (values[0] ?? null) : null)

const dueIn = (words: string, context: ExtractContext) =>
  only(
    dates(words, { messageDate: context.messageDate, quotedRanges: [] }, "forward").flatMap(({ fact }) =>
      fact.kind === "date" ? [fact.date] : []
    )
  )

const paymentFact = (words: string, context: ExtractContext): MentionFact => ({
  kind: "promise_to_pay",
  who: whoOf(context),
  due: dueIn(words, context),
  amount: only(money(words, context).flatMap(({ fact }) => (fact.kind === "money" ? [fact.amount] : []))),
  invoices: [...new Set(numbersIn(words))]
})

const payRules: ReadonlyArray<readonly [RuleId, RegExp]> = [
  ["promise.pay.will", willPay],
  ["promise.pay.passive", willBePaid],
  ["promise.pay.receive", willReceive]
]

const withoutEnd = (text: string): string => text.replace(/[\s.!…"')\]]+$/, "")

const inSentence = (content: string, sentence: TextRange, context: ExtractContext): ReadonlyArray<FoundMention> => {
  const text = content.slice(sentence.start, sentence.end)
  if (text.endsWith("?") || notUndertaken.test(text)) return []
  const words = withoutEnd(text)
  for (const [ruleId, pattern] of payRules) {
    const match = pattern.exec(words)
    if (match !== null) return [found(sentence.start, sentence.start + words.length, ruleId, paymentFact(words, context))]
  }
  const match = willDo.exec(words)
  if (match === null) return []
  const what = words.slice(match.index + match[0].length).replace(/\s+/g, " ")
  return [
    found(sentence.start + match.index, sentence.start + words.length, "promise.do.will", {
      kind: "promise_to_do",
      who: whoOf(context),
      due: dueIn(words, context),
      what
    })
  ]
}

/** What the sender undertakes, sentence by sentence, never from what is quoted of others. */
export const promises = (content: string, context: ExtractContext): ReadonlyArray<FoundMention> =>
  sentences(content)
    .filter((sentence) => !context.quotedRanges.some((quoted) => overlaps(sentence, quoted)))
    .flatMap((sentence) => inSentence(content, sentence, context))

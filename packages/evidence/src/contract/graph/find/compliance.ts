import type { TextRange } from "../../EvidenceSpan.ts"
import type { ComplianceCategory } from "../../ontology/wealthManagement.ts"

export interface PhraseSaid extends TextRange {
  readonly category: ComplianceCategory
  readonly confidence: number
}

const phrases: ReadonlyArray<readonly [ComplianceCategory, RegExp]> = [
  [
    "assured_result",
    /\b(?:guarant(?:eed?|ees|eeing)(?: (?:a|an|the|you|us|me|at least|minimum|annual|double-digit|\d+(?:\.\d+)?\s?(?:%|percent)))* (?:returns?|income|yields?|profits?|growth|gains?|rates?|performance|results?|payouts?|upside|principal|\d+(?:\.\d+)?\s?(?:%|percent)(?: (?:returns?|a year|per year|annually))?)|(?:returns?|income|principal|profits?|gains?) (?:is|are|was|were) guaranteed|(?:promis(?:e|ed|es|ing)|assur(?:e|ed|es|ing))(?: (?:me|us|him|her|them|you))?(?: (?:a|an|at least))* \d+(?:\.\d+)?\s?(?:%|percent)|(?:double|triple) (?:my|your|our|his|her|their|the) money|(?:will|going to) definitely (?:outperform|beat the market|go up)|(?:always|certain to) (?:goes up|go up|outperform|beat the market))/gi
  ],
  [
    "no_risk",
    /\b(?:risk[- ]?free|no[- ]risk|zero[- ]risk|without (?:any )?risk|(?:can['’]?t|cannot|can not|couldn['’]?t|could not|never) (?:possibly )?lose(?: (?:money|a dime|a cent|anything))?|no (?:way|chance) (?:to|of|we|you|i) (?:can )?(?:los(?:e|ing))|sure thing|can['’]?t[- ]miss|no[- ]lose|bulletproof (?:investment|fund|strategy)|(?:totally|completely|perfectly|100%) safe)\b/gi
  ],
  [
    "inside_information",
    /\b(?:inside(?:r)? (?:information|info|tip|scoop|knowledge)|(?:not|isn['’]t|hasn['’]t been|before it(?:['’]s| is)?|before (?:they|the company) (?:make it )?)\s?(?:yet )?(?:public(?:ly announced)?|announced?)(?: yet)?|before (?:the )?(?:announcement|merger|acquisition|news) (?:is|goes|gets) (?:public|announced|out)|material non-?public|hot tip)\b/gi
  ],
  [
    "unreported_income",
    /\b(?:off the books|under the table|(?:hide|hiding|keep|keeping|conceal)(?: (?:it|this|that|the \w+|some \w+|money))? from the IRS|(?:do not|don['’]?t|not|without|avoid) report(?:ing)?(?: (?:it|this|that|the (?:cash|income|gain|sale)))?(?: (?:to the IRS|on (?:my|our|the) (?:taxes|return)))|(?:backdate|backdating|back-date)(?: \w+){0,3})/gi
  ],
  [
    "off_channel",
    /\b(?:delete (?:this|these|that) (?:e-?mails?|messages?|texts?|threads?)|off the record|(?:text|call|message|whatsapp|signal) me (?:on|at) my (?:personal|private)|(?:use|to|at) my personal (?:e-?mail|phone|cell|account)|(?:over|on|via|through) (?:whatsapp|signal|telegram)|keep (?:this|it) (?:just )?between (?:us|you and me)|don['’]?t (?:put|mention) (?:this|it|any of this) in (?:writing|an? e-?mail|the file))\b/gi
  ]
]

/** A disclaimer says that something is not so: it is what the rule wants to see, not what it looks for. */
const disclaimed =
  /\b(?:no|not|never|nor|cannot|can['’]?t|don['’]?t|do not|does not|doesn['’]?t|isn['’]t|aren['’]t|nobody can|no one can|without|neither|nothing is|wouldn['’]t|unable to|prohibited from|not allowed to|may not|there (?:is|are) no)\s+(?:\w+\s+){0,2}$/i

/** Phrases that need a second look before anybody repeats them. */
export const compliancePhrases = (text: string): ReadonlyArray<PhraseSaid> => {
  const found: Array<PhraseSaid> = []
  for (const [category, pattern] of phrases) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length
      const prefix = text.slice(Math.max(0, match.index - 40), match.index)
      const sentence = prefix.slice(Math.max(prefix.lastIndexOf("."), prefix.lastIndexOf("\n")) + 1)
      const disclaims =
        (category === "assured_result" || (category === "no_risk" && !/^(?:can|could|no|never|without)/i.test(match[0]))) &&
        disclaimed.test(sentence)
      if (disclaims || found.some((one) => one.start < end && match.index < one.end)) continue
      found.push({ start: match.index, end, category, confidence: 0.93 })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

import type { TextRange } from "../../EvidenceSpan.ts"
import type { LifeEventSubtype } from "../../ontology/wealthManagement.ts"

export interface EventSaid extends TextRange {
  readonly subtype: LifeEventSubtype
  readonly confidence: number
}

const home = String.raw`(?:(?:new|first|second|vacation|old|lake|beach|family|starter|summer|current) ){0,2}(?:house|home|condo|apartment|townhouse|townhome|cabin|cottage|place|lake house|beach house)`
const determiner = "(?:a|an|our|the|their|his|her|my|your)"

const triggers: ReadonlyArray<readonly [LifeEventSubtype, number, RegExp]> = [
  [
    "Retirement",
    0.92,
    /\bretir(?:e|es|ed|ing)\b(?! (?:the |that |this |our |my )?(?:debt|bonds?|loan|mortgage|notes?))|\b(?:last day (?:of work|at work|at the (?:firm|office|company)|on the job)|hang(?:ing)? up (?:my|his|her) (?:hat|cleats|spurs))\b/gi
  ],
  [
    "Retirement",
    0.88,
    /\b(?:early |phased |partial )?retirement\b(?! (?:accounts?|plans?|savings|funds?|income|portfolio|planning|contributions?|distributions?|assets?|calculators?|age|benefits?|projections?|analysis|nest|community|readiness|system|balances?|budget|specialist))/gi
  ],
  [
    "Graduation",
    0.92,
    /\b(?:graduat(?:e|es|ed|ing|ion)|commencement|(?:gets?|got|earn(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|finish(?:es|ed|ing)?|complet(?:es|ed|ing)) (?:her|his|their) (?:degree|diploma|MBA|PhD|doctorate|master['’]?s|bachelor['’]?s|law degree|residency))\b/gi
  ],
  [
    "Divorce",
    0.93,
    /\b(?:divorc(?:e|ed|es|ing)|legal separation|legally separated|(?:are|is|have|has|had|we['’]?re|were) (?:now )?separat(?:ed|ing)\b(?= from| after|,|\.| and)|split(?:ting)? up)\b/gi
  ],
  [
    "Marriage",
    0.92,
    /\b(?:(?:got|get|gets|getting|be|is|are|just|been|were|was) married\b(?! filing)|marr(?:y|ies|ying)\b|married\b(?= (?:in|on|last|this|her|his|my|our|\p{Lu}))(?! filing)|(?:the |our |her |his |their )?wedding\b(?! anniversary| gift)|t(?:ie|ied|ying) the knot)/giu
  ],
  ["Engagement", 0.9, /\b(?:(?:got|is|are|just got|been|gotten|became) engaged(?! in| with)|engagement party|proposed to)\b/gi],
  [
    "Birth",
    0.92,
    /\b(?:gave birth|giving birth|was born|were born|newborn|is pregnant|are pregnant|pregnant with|expecting (?:a|our|their|her|his|twins|another)\b(?: (?:first|second|third|baby|child|boy|girl|grandchild))?|baby (?:girl|boy|is due|arrived|shower)|had (?:a|her|our|their|his) (?:baby|first child|second child)|welcomed (?:a|our|their|her|his) (?:\w+ )?(?:baby|son|daughter|child|grandson|granddaughter|boy|girl)|(?:new|first) grand(?:child|son|daughter|baby))\b/gi
  ],
  ["Adoption", 0.9, /\badopt(?:ed|ing|ion)\b(?= (?:a|of|our|their|her|his|is|was|went|hearing|papers|process)\b)/gi],
  [
    "Death",
    0.93,
    /\b(?:pass(?:ed|es|ing) away|died|(?:the )?(?:death|passing) of\b|lost (?:my|his|her|our|their) (?:mother|father|mom|dad|husband|wife|brother|sister|aunt|uncle|grand\w+|mother-in-law|father-in-law)|funeral|memorial service)\b(?! benefit)/gi
  ],
  [
    "Inheritance",
    0.92,
    /\b(?:inherit(?:ed|ing|s|ance)?\b(?! IRA)|bequest|bequeathed|left (?:me|us|him|her|them) (?:about |roughly |around |some )?(?:money|\$|a sum|the house|her estate|his estate))/gi
  ],
  [
    "JobLoss",
    0.92,
    /\b(?:laid off|lay-?offs?|lost (?:my|his|her|their) job|let go (?:from|by)|(?:was|been|got|being) let go|severance(?: package| pay)?|position (?:was|is being|has been) eliminated)\b/gi
  ],
  [
    "JobChange",
    0.9,
    /\b(?:new (?:job|position|role|employer)|job (?:offer|change)|(?:start(?:s|ed|ing)?|accept(?:s|ed|ing)?|took|taking|tak(?:e|es)|begin(?:s|ning)?|began|landed) (?:a |an |her |his |my |the |their )?(?:new |first )?(?:\w+ )?(?:job|position|role|offer)\b|(?:got |been |was |is being )promoted|promotion to|switch(?:ing|ed) (?:jobs|employers|firms)|chang(?:ing|ed) jobs|(?:start(?:s|ed|ing)?|begin(?:s|ning)?) work(?:ing)? (?:at|for|with)|(?:I|she|he|\p{Lu}\p{L}+) (?:will be |is |am |['’]m )?join(?:s|ed|ing) (?=\p{Lu}))\b/giu
  ],
  [
    "HomePurchase",
    0.92,
    new RegExp(
      String.raw`\b(?:bought|buy|buying|buys|purchas(?:e|ed|ing)|clos(?:e|es|ed|ing) on|under contract on|(?:put|made|making) an offer on|down payment (?:on|for)) ${determiner} ${home}\b`,
      "gi"
    )
  ],
  [
    "HomeSale",
    0.92,
    new RegExp(
      String.raw`\b(?:sold|sell|selling|sells|sale of|list(?:ed|ing)|put) ${determiner} ${home}\b(?: (?:on the market|up for sale))?`,
      "gi"
    )
  ],
  [
    "Relocation",
    0.9,
    /\b(?:relocat(?:e|es|ed|ing|ion)|mov(?:e|es|ed|ing) (?:back )?(?:to|from|out to|down to|up to) (?=(?!IRA|Roth|Schwab|Fidelity|Vanguard|Monday|Tuesday|Wednesday|Thursday|Friday)\p{Lu})|mov(?:e|ed|ing) (?:across the country|overseas|abroad|out of state))/gu
  ],
  [
    "BusinessSale",
    0.92,
    /\b(?:sold|sell|selling|sale of|buyer for|acquisition of|exit(?:ed|ing)?) (?:my|the|his|her|our|their|your) (?:\w+ )?(?:business|company|practice|firm|shop|dealership|restaurant|stake|dental practice)\b/gi
  ],
  [
    "Illness",
    0.9,
    /\b(?:diagnos(?:ed|is)\b|surgery|hospitali[sz]ed|in (?:the )?hospital|(?:had|suffered) a (?:\w+ )?(?:stroke|heart attack|fall)|heart attack|chemo(?:therapy)?|(?:hip|knee) replacement|dementia|alzheimer['’]?s|memory care|assisted living|in hospice|on disability|parkinson['’]?s)/gi
  ],
  [
    "MilestoneBirthday",
    0.92,
    /\b(?:turn(?:s|ed|ing)? (?:\d{2}(?:½| and a half| 1\/2)?|sixty|seventy|eighteen|twenty-one|fifty|sixty-five|eighty)\b(?! (?:percent|%))|\d{2}(?:st|nd|rd|th) birthday|(?:eighteenth|twenty-first|fiftieth|sixtieth|seventieth) birthday)/gi
  ],
  [
    "CollegeStart",
    0.9,
    /\b(?:(?:start(?:s|ed|ing)?|begin(?:s|ning)?|heading|headed|head(?:s)?|going|goes|went|leav(?:es|ing)|off) (?:off )?(?:to )?(?:college|university|freshman year)|(?:was |been |got )?accepted (?:in)?to (?=(?:the )?\p{Lu})|got into (?=\p{Lu})|freshman (?:year )?at|(?:her|his|their) freshman year|enroll(?:ed|s|ing) (?:at|in) (?=(?:the )?\p{Lu}))/gu
  ]
]

/** Named without its having happened or being planned: a clause about the law, a form or somebody in general. */
const notAnEvent =
  /\b(?:in case of|in the event of|if (?:someone|anyone|you ever|either of you)|hypothetical|for example|married filing|per stirpes|newsletter|article|webinar)\b/i

/** Life events named in one sentence of a flat text, at most one of a kind. */
export const eventsIn = (text: string, sentence: TextRange): ReadonlyArray<EventSaid> => {
  const words = text.slice(sentence.start, sentence.end)
  if (notAnEvent.test(words)) return []
  const found: Array<EventSaid> = []
  for (const [subtype, confidence, pattern] of triggers) {
    for (const match of words.matchAll(pattern)) {
      const range = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].trimEnd().length }
      if (!found.some((one) => one.subtype === subtype || (one.start < range.end && range.start < one.end))) {
        found.push({ ...range, subtype, confidence })
      }
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

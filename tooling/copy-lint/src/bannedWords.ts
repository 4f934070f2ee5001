export interface BannedWord {
  readonly what: string
  readonly pattern: RegExp
}

/**
 * runway.md 1.11: the product reports what the data shows; people decide. The
 * nouns advisor, adviser and advisory are the users' own name and allowed.
 * Patterns meet text after `plain`: one space between words, no punctuation
 * inside them, camel case opened.
 */
export const bannedWords: ReadonlyArray<BannedWord> = [
  { what: "recommend", pattern: /\brecommend\w*/ },
  { what: "advise", pattern: /\b(?:un|ill |well )?advis(?:e|es|ed|ing|able|ably|ability|edly|ement|ements)\b/ },
  { what: "advice", pattern: /\badvices?\b/ },
  { what: "suggest", pattern: /\bsuggest\w*/ },
  { what: "you should", pattern: /\byou(?: (?:really|probably|also|just|now))? (?:should|ought to)\b/ },
  { what: "you must pay", pattern: /\byou must(?: now)? pay\b/ },
  { what: "we think", pattern: /\bwe(?: (?:really|also))? think\b/ },
  { what: "best option", pattern: /\bbest (?:option|options|choice|choices)\b/ },
  { what: "guarantee", pattern: /\bguarant(?:ee\w*|y|ies|or)\b/ },
  { what: "safe to", pattern: /\bsafe to\b/ },
  { what: "safe pay date", pattern: /\bsafe pay\b/ },
  { what: "risk-free", pattern: /\brisk ?free\b/ },
  { what: "praise of a choice", pattern: /\b(?:smart|great|good|wise) (?:move|choice|decision)\b/ }
]

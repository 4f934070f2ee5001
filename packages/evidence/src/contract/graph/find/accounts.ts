import type { TextRange } from "../../EvidenceSpan.ts"
import type { AccountSubtype } from "../../ontology/wealthManagement.ts"
import { custodianName, custodians } from "./words.ts"

export interface AccountSaid extends TextRange {
  readonly subtype: AccountSubtype | null
  readonly lastFour: string | null
  readonly custodian: string | null
  /** The word that says whose: `my`, `your`, `Emily's`, `the`; null for "a Roth IRA", which nobody has yet. */
  readonly whose: string | null
  readonly joint: boolean
  readonly confidence: number
}

/** Longest phrase first within what can overlap. */
const subtypes: ReadonlyArray<readonly [AccountSubtype, string]> = [
  ["Roth401k", String.raw`[Rr]oth 401\(?k\)?|[Dd]esignated [Rr]oth account`],
  ["TraditionalIRA", String.raw`[Tt]raditional IRAs?|[Tt]rad(?:\.| )? ?IRAs?|[Nn]on-?deductible IRAs?`],
  [
    "RothIRA",
    String.raw`[Rr]oth IRAs?|ROTH IRAs?|[Rr]oth account|Roth(?! (?:[Cc]onversions?|[Cc]ontributions?|401|IRA|[Ll]adder|[Ii]ndividual))`
  ],
  ["RolloverIRA", String.raw`[Rr]ollover IRAs?|IRA [Rr]ollover`],
  ["InheritedIRA", String.raw`(?:[Ii]nherited|[Bb]eneficiary|[Bb]ene) IRAs?`],
  ["SepIRA", String.raw`SEP(?:-| )?IRAs?|SEP account`],
  ["SimpleIRA", String.raw`SIMPLE IRAs?`],
  ["IRA", String.raw`IRAs?(?! [Rr]ollover)`],
  ["Plan401k", String.raw`(?:solo |Solo )?401\(?k\)?s?`],
  ["Plan403b", String.raw`403\(?b\)?s?`],
  ["Plan457", String.raw`457\(?b?\)?(?= (?:plan|account))`],
  ["Plan529", String.raw`529s?|[Cc]ollege savings (?:plan|account)|[Ee]ducation savings (?:plan|account)`],
  ["HSA", String.raw`HSAs?|[Hh]ealth [Ss]avings [Aa]ccounts?`],
  ["DAF", String.raw`[Dd]onor(?:-| )[Aa]dvised [Ff]unds?|DAF`],
  ["Custodial", String.raw`[Cc]ustodial (?:[Bb]rokerage )?accounts?|UTMA|UGMA`],
  [
    "Brokerage",
    String.raw`(?:[Jj]oint |[Ii]ndividual |[Tt]axable )?[Bb]rokerage(?: accounts?)?|[Tt]axable (?:investment )?accounts?|[Jj]oint (?:investment )?accounts?|(?:[Ii]ndividual )?[Ii]nvestment accounts?|JTWROS account`
  ],
  ["Trust", String.raw`(?:[Ff]amily |[Ll]iving |[Rr]evocable |[Ii]rrevocable ){0,2}[Tt]rust accounts?`],
  ["Checking", String.raw`[Cc]hecking(?: accounts?)?`],
  ["Savings", String.raw`(?:[Hh]igh-?yield )?[Ss]avings accounts?|[Mm]oney market(?: accounts?)?|[Ee]mergency fund`],
  ["Annuity", String.raw`(?:[Vv]ariable |[Ff]ixed |[Dd]eferred |[Ii]mmediate )?[Aa]nnuity(?: contract)?`],
  [
    "LifeInsurance",
    String.raw`(?:[Tt]erm |[Ww]hole |[Uu]niversal )?[Ll]ife (?:insurance )?policy|(?:[Tt]erm|[Ww]hole|[Uu]niversal) [Ll]ife(?: insurance)?|[Ll]ife insurance`
  ]
]

const custodian = `(?:${custodians.join("|")})`
const lastFour = String.raw`(?:\s?[,(]?\s?(?:(?:account|acct\.?)\s)?(?:number\s|no\.?\s|#\s?)?(?:(?:that\s)?end(?:ing|s)\s(?:in|with)|last (?:four|4)(?: digits)?(?: are| is|:)?|[x*•.…]{1,12}[- ]?|#|-)\s?[x*•…]*(\d{4})(?![\d,.]\d|\d)\)?)`
const whose = String.raw`(?:\b([Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Tt]his|[Tt]hat|[Bb]oth|[Aa]n?|[Ee]ach|[Aa]nother|\p{Lu}\p{L}+['’]s)\s+)?`
const between = String.raw`(?:(?:old|new|existing|current|other|own|existing|employer|former|work|small|main|primary|joint|self-directed|late\s\w+['’]s)\s+){0,2}`
const held = String.raw`(?:\s(?:account|plan|at|with|held at|held with|over at|through|from)(?:\s(?:at|with|held at))?\s+(${custodian})\b)?`

const patternOf = ([subtype, words]: readonly [AccountSubtype, string]) => ({
  subtype,
  pattern: new RegExp(
    String.raw`${whose}${between}(?:(${custodian})(?:['’]s)?\s+)?(?<![\w-])(?:${words})(?![\w-])(?:\s(?:account|plan|contract|policy)\b)?${held}${lastFour}?`,
    "gu"
  )
})

const patterns = subtypes.map(patternOf)

/** "the account ending in 4521", with no word of its kind. */
const unnamed = new RegExp(
  String.raw`${whose}${between}(?:(${custodian})(?:['’]s)?\s+)?(?:[Aa]ccount|[Aa]cct\.?|[Oo]ne)${held}${lastFour}`,
  "gu"
)

/** A bare kind before these is something else: "IRA contribution limits", "401(k) match". */
const goesOn =
  /^\s+(?:contribution limits?|rules|limits?|deadlines?|season|custodian fees|match(?:ing)?\b|conversion ladder|questions?)/i
const indefinite = /^(?:an?|another|each)$/i

const cut = (text: string, index: number, length: number) => {
  const words = text.slice(index, index + length)
  return { start: index + words.length - words.trimStart().length, end: index + words.trimEnd().length }
}

/** Accounts named in a flat text, each once per place, longest reading first. */
export const accounts = (text: string): ReadonlyArray<AccountSaid> => {
  const found: Array<AccountSaid> = []
  const take = (said: AccountSaid) => {
    if (!found.some((one) => one.start < said.end && said.start < one.end)) found.push(said)
  }
  for (const { subtype, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [whole, owner, before, after, four] = match
      const range = cut(text, match.index, whole.length)
      if (four === undefined && goesOn.test(text.slice(range.end, range.end + 30))) continue
      const said = before ?? after
      const exists = owner !== undefined && !indefinite.test(owner)
      const named = four !== undefined || said !== undefined
      take({
        ...range,
        subtype,
        lastFour: four ?? null,
        custodian: said === undefined ? null : custodianName(said),
        whose: exists ? owner : named && owner === undefined ? "" : null,
        joint: /\bjoint\b/i.test(whole),
        confidence: four !== undefined ? 0.97 : said !== undefined ? 0.93 : 0.88
      })
    }
  }
  for (const match of text.matchAll(unnamed)) {
    const [whole, owner, before, after, four] = match
    if (four === undefined) continue
    take({
      ...cut(text, match.index, whole.length),
      subtype: null,
      lastFour: four,
      custodian: (before ?? after) ? custodianName(before ?? after ?? "") : null,
      whose: owner ?? "",
      joint: /\bjoint\b/i.test(whole),
      confidence: 0.9
    })
  }
  return found.filter(({ whose: owner }) => owner !== null).toSorted((a, b) => a.start - b.start)
}

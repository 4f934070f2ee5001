/** Words that a person would take for one another around money and families; by their stems. A model learns such a table, the stand-in is given it. */
const groups: ReadonlyArray<string> = [
  "mortgage loan lender borrow refinanc heloc debt",
  "home house apartment condo property residence dwelling",
  "college university tuition campus degree diploma graduat school education",
  "retire pension",
  "wedding marri marriage spouse husband wife bride groom",
  "divorc separat",
  "baby birth newborn pregnan",
  "funeral death died passed deceas",
  "inherit estate bequest heir probat",
  "doctor hospital surgery illness medical diagnos health",
  "job employ employer hire work career salary",
  "fired laid layoff redundant severance",
  "tax irs taxable deduct",
  "donat charit gift philanthrop",
  "insur coverage policy premium",
  "withdraw distribut rmd payout",
  "contribut deposit fund",
  "roth conver",
  "meet appointment call conversation talk",
  "sign signature paper paperwork form document",
  "send mail forward deliver",
  "car vehicle truck automobile",
  "child kid daughter son",
  "sell sale sold",
  "buy purchas acquir",
  "move relocat",
  "risk volatil loss",
  "promis guarant assur",
  "stock equit share",
  "save saving cash",
  "lawyer attorney legal counsel",
  "accountant cpa bookkeep"
]

const meaningOf = new Map(groups.flatMap((group) => group.split(" ").map((stem) => [stem, group] as const)))

const stemmed = (word: string): string => {
  const cut = word.replace(/(?:ations?|ements?|ments?|ings?|ions?|ances?|ers?|ies|ied|ed|es|s|e|y)$/, "")
  return cut.length >= 3 ? cut : word
}

/** What a word stands for: a group of words that mean nearly the same, or its own stem. */
export const meaning = (word: string): string => meaningOf.get(word) ?? meaningOf.get(stemmed(word)) ?? stemmed(word)

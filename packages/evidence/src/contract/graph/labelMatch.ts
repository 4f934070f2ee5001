const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

const trigrams = (word: string): ReadonlySet<string> => {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

const similar = (a: string, b: string): number => {
  if (a === b) return 1
  const [left, right] = [trigrams(a), trigrams(b)]
  const shared = [...left].filter((gram) => right.has(gram)).length
  return shared / (left.size + right.size - shared)
}

const commonWords = new Set(
  "a an and are about did do does for from has have how i in is it me meeting my of on or our please prepare s she he tell the their they to us was we what when where which who with you your".split(
    " "
  )
)

/** The words of a question that may name something. */
export const queryWords = (query: string): ReadonlyArray<string> => [
  ...new Set(
    folded(query)
      .split(" ")
      .filter((word) => word.length > 1 && !commonWords.has(word))
  )
]

/** How much of a question names this thing, 0 to 1: for each word its best likeness among the words of the names; below 0.45 a word says nothing. */
export const labelMatch = (words: ReadonlyArray<string>, names: ReadonlyArray<string>): number => {
  const own = [...new Set(names.flatMap((name) => folded(name).split(" ")))]
  if (words.length === 0 || own.length === 0) return 0
  const likeness = words.map((word) => Math.max(...own.map((one) => similar(word, one)))).filter((score) => score >= 0.45)
  return likeness.reduce((sum, score) => sum + score, 0) / words.length
}

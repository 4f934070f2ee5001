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
  "a an and are about did do does for from has have her his how i in is it me meeting my of on or our please prepare s she he tell the their they to us was we what when where which who with you your".split(
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

/** Below this two words are not alike at all. */
const leastLikeness = 0.45

/**
 * How well a question names a thing, 0 to 1: half by how much of the question its names answer, half by how much of
 * one name the question says, so that one given name among many words still finds its person.
 */
export const labelMatch = (words: ReadonlyArray<string>, names: ReadonlyArray<string>): number => {
  const written = names
    .map((name) =>
      folded(name)
        .split(" ")
        .filter((word) => word !== "")
    )
    .filter((name) => name.length > 0)
  if (words.length === 0 || written.length === 0) return 0
  const likeness = (word: string, among: ReadonlyArray<string>) => {
    const best = Math.max(...among.map((one) => similar(word, one)))
    return best < leastLikeness ? 0 : best
  }
  const mean = (list: ReadonlyArray<number>) => list.reduce((sum, one) => sum + one, 0) / list.length
  const all = [...new Set(written.flat())]
  const ofQuestion = mean(words.map((word) => likeness(word, all)))
  const ofName = Math.max(...written.map((name) => mean(name.map((word) => likeness(word, words)))))
  return (ofQuestion + ofName) / 2
}

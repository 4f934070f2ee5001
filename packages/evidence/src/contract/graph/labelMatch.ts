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

const similar = (a: string, b: string, gramsOf: (word: string) => ReadonlySet<string>): number => {
  if (a === b) return 1
  const [left, right] = [gramsOf(a), gramsOf(b)]
  let shared = 0
  for (const gram of left) if (right.has(gram)) shared += 1
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

/** The names of a thing as words to compare: folded once, for every question. */
export const nameWords = (names: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> =>
  names.flatMap((name) => {
    const words = folded(name)
      .split(" ")
      .filter((word) => word !== "")
    return words.length === 0 ? [] : [words]
  })

const remembered = <Key, A>(make: (key: Key) => A): ((key: Key) => A) => {
  const known = new Map<Key, A>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/**
 * How well a question names a thing, 0 to 1: half by how much of the question its names answer, half by how much of
 * one name the question says, so that one given name among many words still finds its person. Made once for a question:
 * the names of a household share most of their words, and each word is compared once. `told` are a thing's `nameWords`.
 */
export const labelMatcher = (words: ReadonlyArray<string>): ((told: ReadonlyArray<ReadonlyArray<string>>) => number) => {
  const gramsOf = remembered(trigrams)
  const alike = (a: string, b: string): number => {
    const likeness = similar(a, b, gramsOf)
    return likeness < leastLikeness ? 0 : likeness
  }
  /** For each word of the question, how alike this word of a name is. */
  const toQuestion = remembered((word: string) => words.map((asked) => alike(asked, word)))
  const best = remembered((word: string) => Math.max(...toQuestion(word)))
  const mean = (list: ReadonlyArray<number>) => list.reduce((sum, one) => sum + one, 0) / list.length
  return (told) => {
    // Most names have no word of the question.
    if (words.length === 0 || !told.some((name) => name.some((word) => best(word) > 0))) return 0
    const all = [...new Set(told.flat())]
    const ofQuestion = mean(words.map((_, at) => Math.max(...all.map((word) => toQuestion(word)[at] ?? 0))))
    const ofName = Math.max(...told.map((name) => mean(name.map(best))))
    return (ofQuestion + ofName) / 2
  }
}

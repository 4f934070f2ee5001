const empty = new Set(
  "a an the to of for on in at by and or my your our his her their it them me us you him that this these those with from about any all some also please just by back up out over so as be will is are was i we he she they both before after until due end next week month year today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec new copy signed updated completed".split(
    " "
  )
)

/** `signed`, `signs` and `signing` fold to one. */
const stem = (word: string): string =>
  word
    .replace(/(?:ies|ied)$/, "y")
    .replace(/(?:ing|ed|es|s)$/, "")
    .replace(/e$/, "")

/** The words of an act that tell it from another, folded and in order of the alphabet. */
export const actWords = (what: string): ReadonlyArray<string> =>
  [
    ...new Set(
      (what.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
        .filter((word) => !empty.has(word) && !/^\d{1,2}(?:st|nd|rd|th)?$/.test(word))
        .map(stem)
        .filter((word) => word.length > 1)
    )
  ].toSorted()

/** Shared words by all words, 0 to 1. */
export const alike = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): number => {
  const shared = a.filter((word) => b.includes(word)).length
  const all = new Set([...a, ...b]).size
  return all === 0 ? 0 : shared / all
}

/** How much of the shorter act stands in the longer one. */
export const within = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): number => {
  const least = Math.min(a.length, b.length)
  return least === 0 ? 0 : a.filter((word) => b.includes(word)).length / least
}

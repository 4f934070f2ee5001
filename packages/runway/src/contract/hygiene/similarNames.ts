const legalForms = /\b(inc|incorporated|llc|llp|lp|ltd|limited|co|corp|corporation|company|plc|pllc|gmbh)\b/g

/** A name as two people would still write it alike: no case, accents, legal form, punctuation or spaces. */
export const normalisedName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(legalForms, "")
    .replace(/[^\p{L}\p{N}]+/gu, "")

const distance = (a: string, b: string, most: number): number => {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1)
      row.push(
        Math.min(
          (before[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (before[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
        )
      )
    if (Math.min(...row) > most) return most + 1
    before = row
  }
  return before[b.length] ?? 0
}

const digits = (name: string): string => name.replace(/\P{N}+/gu, " ")

/** One bit per letter that occurs an odd number of times: an edit changes at most two. */
const lettersOf = (name: string): number => {
  let bits = 0
  for (let at = 0; at < name.length; at += 1) bits ^= 1 << (name.charCodeAt(at) % 31)
  return bits
}

const bitCount = (bits: number): number => {
  let left = bits
  let count = 0
  for (; left !== 0; count += 1) left &= left - 1
  return count
}

/**
 * Places of names that are the same once normalised, or alike to nine tenths by edit distance (runway.md HYG-14). Names that
 * differ in a number are different on purpose: "Unit 7" is not "Unit 8". An empty name is like none.
 */
export function* similarPairs(names: ReadonlyArray<string>): Generator<readonly [number, number]> {
  const sorted = names
    .map((name, at) => ({ at, name: normalisedName(name) }))
    .filter(({ name }) => name !== "")
    .map((one) => ({ ...one, digits: digits(one.name), letters: lettersOf(one.name) }))
    .toSorted((a, b) => a.name.length - b.name.length)
  for (const [place, one] of sorted.entries()) {
    for (let next = place + 1; next < sorted.length; next += 1) {
      const other = sorted[next]
      if (other === undefined) break
      const most = Math.floor(other.name.length / 10)
      if (other.name.length - one.name.length > most) break
      if (one.digits !== other.digits || bitCount(one.letters ^ other.letters) > 2 * most) continue
      if (distance(one.name, other.name, most) <= most) yield [one.at, other.at]
    }
  }
}

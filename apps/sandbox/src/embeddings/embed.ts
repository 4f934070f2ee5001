import { meaning } from "./meanings.ts"

const silent = new Set(
  "a an and are as at be been but by can could did do does for from had has have he her him his how i if in is it its just me my no not of on or our out please she so than that the their them there they this to us was we were what when where which who will with would you your".split(
    " "
  )
)

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** A direction of its own for every feature: two of them stand nearly at a right angle. */
const toward = (vector: Float64Array, feature: string, weight: number): void => {
  let state = hashOf(feature)
  for (let at = 0; at < vector.length; at += 1) {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    vector[at] = (vector[at] ?? 0) + (((mixed ^ (mixed >>> 14)) >>> 0) % 2 === 0 ? weight : -weight)
  }
}

/** Letters of a word in threes: what lets a word that was typed wrong stand near the right one. */
const threes = (word: string): ReadonlyArray<string> => {
  const padded = `^${word}$`
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3))
}

const lettersWeight = 0.5

/** The same text is the same vector on every machine; its length is one. What means nearly the same points nearly the same way. */
export const embed = (text: string, dimensions: number): ReadonlyArray<number> => {
  const vector = new Float64Array(dimensions)
  const words = (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 1 && !silent.has(word))
  for (const word of words) {
    toward(vector, `meaning ${meaning(word)}`, 1)
    const letters = threes(word)
    for (const three of letters) toward(vector, `letters ${three}`, lettersWeight / Math.sqrt(letters.length))
  }
  if (words.length === 0) toward(vector, "nothing", 1)
  const length = Math.sqrt(vector.reduce((sum, one) => sum + one * one, 0))
  // Adding nothing turns a negative zero into zero, which JSON has no other of.
  return Array.from(vector, (one) => Number((one / length).toFixed(7)) + 0)
}

import { bannedWords } from "./bannedWords.ts"
import { plain } from "./plain.ts"

/** The banned words in a text. `allowed` texts (the footer) are taken out whole before looking; a part of one is not allowed. */
export const bannedIn = (text: string, allowed: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = allowed.reduce((rest, sentence) => rest.replaceAll(plain(sentence), " "), plain(text))
  return bannedWords.filter((word) => word.pattern.test(seen)).map((word) => word.what)
}

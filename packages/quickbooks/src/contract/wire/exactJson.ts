import { endOfString } from "./endOfString.ts"

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const zero = 48
const nine = 57

const holdsDigit = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const symbol = text.charCodeAt(at)
    if (symbol >= zero && symbol <= nine) return true
  }
  return false
}

/** The text with every number in quotes; most of what QuickBooks sends is strings, which are passed over whole. */
const numbersQuoted = (text: string): string => {
  let quoted = ""
  let copied = 0
  let at = 0
  while (at < text.length) {
    const string = text.indexOf('"', at)
    const end = string === -1 ? text.length : string
    if (holdsDigit(text, at, end)) {
      quoted += text.slice(copied, at) + text.slice(at, end).replace(number, '"$&"')
      copied = end
    }
    at = string === -1 ? end : endOfString(text, string)
  }
  return quoted + text.slice(copied)
}

/**
 * Parses JSON with every number kept as its source text, so no amount ever
 * passes through a float. Throws `SyntaxError` on text that is not JSON.
 *
 * @example `exactJson('{"Balance":5204.020}')` is `{ Balance: "5204.020" }`
 */
export const exactJson = (text: string): unknown => JSON.parse(numbersQuoted(text))

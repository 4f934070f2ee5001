import type { TextRange } from "../EvidenceSpan.ts"

/** ISO/IEC 7812-1, annex B. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** ISO 13616: the rearranged number leaves 1 when divided by 97. */
export const passesIban = (iban: string): boolean => {
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

const rangesOf = (
  text: string,
  pattern: RegExp,
  keep: (match: string, groups: RegExpExecArray) => boolean
): ReadonlyArray<TextRange> =>
  Array.from(text.matchAll(pattern)).flatMap((match) =>
    keep(match[0], match) ? [{ start: match.index, end: match.index + match[0].length }] : []
  )

const card = /(?<![\w.,+-])(?:\d[ -]?){12,18}\d(?![\w-]|[.,]\d)/g
const iban = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])/g
const ssn = /(?<![\w-])(\d{3})([- .])(\d{2})\2(\d{4})(?![\w-]|\.\d)/g
const ssnCued =
  /(?:\b(?:SSN|social(?: security)?(?: number| no\.?)?|ITIN|tax(?:payer)? id(?:entification)?(?: number)?)\b[^\d\n]{0,20})(\d{9}|\d{3}[- .]?\d{2}[- .]?\d{4})(?!\d)/gi

export const cards = (text: string): ReadonlyArray<TextRange> =>
  rangesOf(text, card, (match) => {
    const digits = match.replace(/\D/g, "")
    return digits.length >= 13 && !/^(\d)\1+$/.test(digits) && passesLuhn(digits)
  })

export const ibans = (text: string): ReadonlyArray<TextRange> =>
  Array.from(text.matchAll(iban)).flatMap((match) => {
    // A word in capitals right behind is taken along by the pattern: the longest beginning that adds up is the number.
    for (let length = match[0].length; length >= 15; length -= 1) {
      const part = match[0].slice(0, length)
      const plain = part.replace(/[ -]/g, "")
      if (/[A-Z0-9]$/.test(part) && !/[A-Za-z0-9]/.test(match[0][length] ?? "") && passesIban(plain)) {
        return [{ start: match.index, end: match.index + length }]
      }
    }
    return []
  })

export const ssns = (text: string): ReadonlyArray<TextRange> => [
  ...rangesOf(
    text,
    ssn,
    (_match, [, area, , group, serial]) => area !== "000" && area !== "666" && group !== "00" && serial !== "0000"
  ),
  ...Array.from(text.matchAll(ssnCued), (match) => {
    const number = match[1] ?? ""
    const start = match.index + match[0].length - number.length
    return { start, end: start + number.length }
  })
]

const accountCue =
  /\b(?:account|acct\.?|policy|contract|member|routing|client)(?:\s+(?:number|no\.?|num|#|id))?\s*(?:is|:|#)?\s*((?=[A-Z0-9-]*\d{4})[A-Z]{0,3}[0-9][A-Z0-9-]{5,19})(?![\w])/gi

export const accountNumbers = (text: string): ReadonlyArray<TextRange> =>
  Array.from(text.matchAll(accountCue), (match) => {
    const number = match[1] ?? ""
    const start = match.index + match[0].length - number.length
    return { start, end: start + number.length }
  })

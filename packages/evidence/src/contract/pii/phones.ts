import { findPhoneNumbersInText } from "libphonenumber-js"
import type { TextRange } from "../EvidenceSpan.ts"

const cue =
  /\b(?:phone|telephone|tel|mobile|cell(?:phone)?|desk|fax|home|work|office|direct|main|landline|whatsapp|call(?:ed|ing)?(?: me| us| him| her| them)?(?: back)?(?: (?:at|on))?|text(?: me| us)?(?: (?:at|on))?|texted|reach(?:ed|able)?(?: (?:me|us|him|her|them))?(?: (?:at|on))?|ring(?: me)?(?: (?:at|on))?|dial(?:ed)?|answering at|messages? (?:to|at|on|from)|registered|number(?: is)?|contact(?: number)?|ph|m|t|p|c|o)\b[ \t]*(?:\(\w{1,8}\)|no\.?|number|#|is)?[ \t]*[:.]?\s{0,3}$/i

const shape =
  /(?<![\w.,$€£¥#/@-])\+?\(?\d{1,5}\)?(?:(?:[ .-]|\s?\/\s?|[ -]?\()\(?\d{1,8}\)?){1,6}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w%@/-]|[.,]\d)|(?<![\w.,$€£¥#/@-])\+?\d{7,15}(?![\w%@/-]|[.,]\d)/g

const dateLike =
  /^(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{4}|\d{2})|\d{4}\s?-\s?\d{2,4})(?:\s\d{1,2})?$/
const northAmerican = /^(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]?\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?$/
const other =
  /\b(?:form|invoice|inv|order|ref(?:erence)?|case|ticket|claim|zip|policy|account|acct|card|iban|ssn|social(?: security)?|routing|section|page|room|suite|apt|unit|box|id|check|wire|trade|confirmation|\$|USD|EUR)\b[ \t]*(?:(?:number|no\.?|#|is|:|in)[ \t]*){0,3}$/i

const isPhone = (words: string, before: string, after: string): boolean => {
  const digits = words.replace(/\s?(?:x|ext\.?)\s?\d{1,5}$/i, "").replace(/\D/g, "")
  if (
    digits.length < 6 ||
    digits.length > 15 ||
    dateLike.test(words) ||
    /^\s?(?:%|percent|dollars|shares|million|thousand)/i.test(after)
  )
    return false
  if (/^\d{3}[- .]\d{2}[- .]\d{4}$/.test(words) || other.test(before)) return false
  if (northAmerican.test(words) || (words.startsWith("+") && digits.length >= 8)) return true
  if (cue.test(before)) return true
  const grouped = /[ ().-]/.test(words)
  return grouped && digits.length >= 9 && words.startsWith("0")
}

/** Fewer digits than this make no telephone number anywhere, and most sentences hold none. */
const fewestDigits = 6

/** Telephone numbers by their shape, and bare digits where the words before say what they are. */
export const phoneNumbers = (text: string): ReadonlyArray<TextRange> => {
  if ((text.match(/\p{Nd}/gu)?.length ?? 0) < fewestDigits) return []
  const shaped = Array.from(text.matchAll(shape)).flatMap((match) => {
    const words = match[0]
    const end = match.index + words.length
    return isPhone(words, text.slice(Math.max(0, match.index - 48), match.index), text.slice(end, end + 10))
      ? [{ start: match.index, end }]
      : []
  })
  const parsed = findPhoneNumbersInText(text, "US").flatMap(({ startsAt, endsAt }) => {
    const words = text.slice(startsAt, endsAt)
    return /[()\s.+-]/.test(words) && !dateLike.test(words) && !/^\d{3}[- .]\d{2}[- .]\d{4}$/.test(words)
      ? [{ start: startsAt, end: endsAt }]
      : []
  })
  return [...shaped, ...parsed.filter((one) => !shaped.some(({ start, end }) => start < one.end && one.start < end))]
}

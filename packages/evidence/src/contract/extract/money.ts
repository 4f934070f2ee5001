import { Currency, digitsOf, minorFromDecimal, usd } from "@beep/kernel/Money"
import { found } from "./found.ts"
import type { ExtractContext, FoundMention } from "./FoundMention.ts"
import type { RuleId } from "./rules.ts"

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?`
const scale = String.raw`(?:\s?(k|K|mm|MM|M|thousand|million|billion)\b)?`
const codes = "USD|EUR|GBP|CAD|AUD|CHF|JPY|NZD"
const end = String.raw`(?![\d]|[,.]\d)`

const patterns: ReadonlyArray<{ readonly ruleId: RuleId; readonly pattern: RegExp; readonly unit: "before" | "after" }> = [
  {
    ruleId: "money.symbol",
    pattern: new RegExp(String.raw`(?<![\w$€£¥])((?:US|CA|AU|NZ)?\$|€|£|¥)\s?(${number})${scale}${end}`, "g"),
    unit: "before"
  },
  { ruleId: "money.code", pattern: new RegExp(String.raw`\b(${codes})\s?(${number})${scale}${end}`, "g"), unit: "before" },
  {
    ruleId: "money.code",
    pattern: new RegExp(String.raw`(?<![\w.,$€£¥])(${number})${scale}\s?(${codes})\b`, "g"),
    unit: "after"
  },
  {
    ruleId: "money.word",
    pattern: new RegExp(String.raw`(?<![\w.,$€£¥])(${number})${scale}\s(dollars|euros|pounds|bucks)\b`, "g"),
    unit: "after"
  }
]

const dollars = new Set(["USD", "CAD", "AUD", "NZD"])
const named: Readonly<Record<string, string>> = {
  US$: "USD",
  CA$: "CAD",
  AU$: "AUD",
  NZ$: "NZD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  euros: "EUR",
  pounds: "GBP"
}
const powers: Readonly<Record<string, number>> = { k: 3, K: 3, thousand: 3, M: 6, mm: 6, MM: 6, million: 6, billion: 9 }

const currencyOf = (unit: string, home: Currency): Currency => {
  if (unit === "$" || unit === "dollars" || unit === "bucks") return dollars.has(home) ? home : usd
  return Currency.make(named[unit] ?? unit)
}

/** Amounts with a currency; the number is read as text, never through floating point. */
export const money = (content: string, context: Pick<ExtractContext, "homeCurrency">): ReadonlyArray<FoundMention> =>
  patterns.flatMap(({ ruleId, pattern, unit }) =>
    Array.from(content.matchAll(pattern)).flatMap((match) => {
      const [text, first = "", second = "", third] = match
      const [unitText, digits, power] =
        unit === "before" ? [first, second, third] : [third ?? "", first, second === "" ? undefined : second]
      const currency = currencyOf(unitText, context.homeCurrency)
      const plain = digits.replaceAll(",", "")
      const minor = minorFromDecimal(power === undefined ? plain : `${plain}e${powers[power] ?? 0}`, currency)
      if (minor === undefined || (digitsOf(currency) === 0 && plain.includes("."))) return []
      return [found(match.index, match.index + text.length, ruleId, { kind: "money", amount: { minor, currency } })]
    })
  )

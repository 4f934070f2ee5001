import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, minorFromDecimal } from "@beep/kernel/Money"
import type { LedgerRecord } from "@beep/runway/contract/ledger/LedgerRecord"
import { Option, Schema } from "effect"
import { derivation as words } from "../../messages/digest.ts"
import { fullDay } from "../../shell/times.ts"
import { amountText, groupedDecimal, moneyText } from "../runway/amounts.ts"

type Fact = LedgerRecord["facts"][number]

const decodeCurrency = Schema.decodeUnknownOption(Currency)
const decodeDate = Schema.decodeUnknownOption(LocalDate)

const amounts: ReadonlySet<string> = new Set(["Total", "Open", "Balance in QuickBooks"])
const dates: ReadonlySet<string> = new Set(["Date", "Due"])

export const currencyOf = (facts: ReadonlyArray<Fact>): Currency | undefined =>
  Option.getOrUndefined(decodeCurrency(facts.find((fact) => fact.name === "Currency")?.value))

/** A decimal as QuickBooks sent it, grouped; an amount of the currency only where every digit fits it. */
const amountOf = (decimal: string, currency: Currency | undefined, written: typeof moneyText): string => {
  const minor = currency === undefined ? undefined : minorFromDecimal(decimal, currency)
  return currency === undefined || minor === undefined ? groupedDecimal(decimal) : written({ minor, currency })
}

const valueOf = ({ name, value }: Fact, currency: Currency | undefined): string => {
  if (amounts.has(name)) return amountOf(value, currency, moneyText)
  if (dates.has(name)) return Option.match(decodeDate(value), { onNone: () => value, onSome: fullDay })
  // QuickBooks names terms by their id alone in most rows.
  if (name === "Terms" && /^\d+$/.test(value)) return words.term(value)
  return value
}

/** The facts of a row, written as everywhere else. */
export const shownFacts = (facts: ReadonlyArray<Fact>): ReadonlyArray<Fact> => {
  const currency = currencyOf(facts)
  return facts.map((fact) => ({ name: fact.name, value: valueOf(fact, currency) }))
}

/** An amount under a column that names the currency. */
export const lineAmount = (decimal: string, currency: Currency | undefined): string => amountOf(decimal, currency, amountText)

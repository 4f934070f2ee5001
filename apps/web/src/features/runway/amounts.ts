import { type Currency, decimalFromMinor, formatMinor, type Money, usd } from "@beep/kernel/Money"

/** `$23,060.75`, `\u2212$900.00`; a currency other than the dollar stands behind, `23,060.75 EUR`. */
export const moneyText = ({ minor, currency }: Money): string => {
  if (currency !== usd) return `${formatMinor(minor, currency)} ${currency}`
  return minor < 0n ? `\u2212$${formatMinor(-minor, currency)}` : `$${formatMinor(minor, currency)}`
}

/** The figure alone, where the currency stands once at the head. */
export const amountText = ({ minor, currency }: Money): string => formatMinor(minor, currency)

/** Groups the digits of a plain decimal and gives it a true minus: `-12345.6` -> `\u221212,345.6`. */
export const groupedDecimal = (decimal: string): string => {
  const [whole = "", fraction] = decimal.replace(/^-/, "").split(".")
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return `${decimal.startsWith("-") ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`
}

/** Only for the length of a bar; no amount is ever computed from it. */
export const relativeSize = (minor: bigint, currency: Currency): number => Number(decimalFromMinor(minor, currency))

import { Schema } from "effect"

/** ISO-4217 alphabetic code, upper case. */
export const Currency = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/)).pipe(Schema.brand("Currency"))
export type Currency = typeof Currency.Type

/**
 * An amount in whole minor units (cents for USD) of one currency.
 * On the wire: `{ "minor": "-1234", "currency": "USD" }`.
 */
export const Money = Schema.Struct({ minor: Schema.BigIntFromString, currency: Currency })
export type Money = typeof Money.Type

export const usd: Currency = Currency.make("USD")

/** Currencies whose minor unit is not a hundredth (ISO 4217, column "minor unit"). */
const minorDigits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3
}

/** Digits after the decimal point of a currency's minor unit. */
export const digitsOf = (currency: Currency): number => minorDigits[currency] ?? 2

/** Amounts beyond this many minor units are refused, never truncated (runway.md 3.9). */
export const maxMinor = 2n ** 53n

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads a decimal literal exactly, as text; `undefined` when it is not one, has
 * more precision than the currency, or exceeds {@link maxMinor}.
 * QuickBooks sends JSON numbers: pass their source text or `String(n)`.
 */
export const minorFromDecimal = (text: string, currency: Currency): bigint | undefined => {
  const match = decimal.exec(text.trim())
  if (match === null) return undefined
  const whole = match[2] ?? ""
  const fraction = match[3] ?? ""
  if (whole === "" && fraction === "") return undefined
  const shift = digitsOf(currency) - fraction.length + Number(match[4] ?? 0)
  const digits = BigInt(whole + fraction)
  if (shift < -40 || shift > 40) return digits === 0n ? 0n : undefined
  const scale = 10n ** BigInt(Math.abs(shift))
  if (shift < 0 && digits % scale !== 0n) return undefined
  const magnitude = shift < 0 ? digits / scale : digits * scale
  if (magnitude > maxMinor) return undefined
  return match[1] === "-" ? -magnitude : magnitude
}

/** `-1234n` USD -> `"-12.34"`: plain digits for files and hashes, no grouping. */
export const decimalFromMinor = (minor: bigint, currency: Currency): string => {
  const digits = digitsOf(currency)
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0")
  const sign = minor < 0n ? "-" : ""
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `-123456n` USD -> `"−1,234.56"`: true minus sign, grouped, no currency sign. */
export const formatMinor = (minor: bigint, currency: Currency): string => {
  const [whole = "", fraction] = decimalFromMinor(minor < 0n ? -minor : minor, currency).split(".")
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return `${minor < 0n ? "\u2212" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`
}

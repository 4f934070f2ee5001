import { type Currency, digitsOf } from "@beep/kernel/Money"

const decimal = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/

/**
 * An amount in home currency at the document's own rate (home units per foreign unit,
 * runway.md 6.4), rounded half away from zero to the minor unit; null without a usable rate.
 */
export const homeAmount = (minor: bigint, currency: Currency, rate: string | undefined, home: Currency): bigint | null => {
  if (currency === home) return minor
  const match = rate === undefined ? null : decimal.exec(rate)
  if (match === null) return null
  const fraction = match[2] ?? ""
  const digits = BigInt((match[1] ?? "") + fraction)
  if (digits === 0n) return null
  const shift = Number(match[3] ?? 0) - fraction.length + digitsOf(home) - digitsOf(currency)
  const magnitude = (minor < 0n ? -minor : minor) * digits
  const scale = 10n ** BigInt(Math.abs(shift))
  const scaled = shift >= 0 ? magnitude * scale : (magnitude + scale / 2n) / scale
  return minor < 0n ? -scaled : scaled
}

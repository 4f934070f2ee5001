import { type Currency, digitsOf } from "@beep/kernel/Money"

/** Millionths of a home unit for one foreign unit: six digits after the point, as QuickBooks keeps them. */
export type Rate = bigint

const perUnit = 1_000_000n

/**
 * The currency of a document's amounts, where it is not the company's own. QuickBooks itself always holds a rate; one
 * that is null stands for books that do not tell it: then nobody knows what the document is worth at home, it is posted
 * at nothing, and its cells in reports are empty.
 */
export interface Foreign {
  readonly currency: Currency
  readonly rate: Rate | null
  /** Booked at its rate and told without it: QuickBooks states what is open in home currency (`HomeBalance`) and nothing else. */
  readonly homeOnly?: true
}

/** `1084200n` -> `"1.0842"`. */
export const rateText = (rate: Rate): string => {
  const fraction = (rate % perUnit).toString().padStart(6, "0").replace(/0+$/, "")
  return fraction === "" ? String(rate / perUnit) : `${rate / perUnit}.${fraction}`
}

/** Whether the books tell what a document is worth at home. */
export const isValued = (foreign: Foreign | undefined): boolean => foreign?.rate !== null

/** An amount in home currency, half a minor unit rounded away from zero; nothing where no rate is told. */
export const toHome = (minor: bigint, foreign: Foreign | undefined, home: Currency): bigint => {
  if (foreign === undefined) return minor
  const shift = digitsOf(home) - digitsOf(foreign.currency)
  const scale = perUnit * (shift < 0 ? 10n ** BigInt(-shift) : 1n)
  const magnitude = (minor < 0n ? -minor : minor) * (foreign.rate ?? 0n) * (shift > 0 ? 10n ** BigInt(shift) : 1n)
  const rounded = (magnitude + scale / 2n) / scale
  return minor < 0n ? -rounded : rounded
}

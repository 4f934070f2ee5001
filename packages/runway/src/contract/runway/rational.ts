/** An exact fraction: `den` is positive and the two share no divisor. */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** `den` must not be zero: callers decide what an empty divisor means before they divide. */
export const ratio = (num: bigint, den: bigint): Rational => {
  if (den === 0n) throw new RangeError("a ratio with denominator zero")
  const sign = den < 0n ? -1n : 1n
  const divisor = gcd(num < 0n ? -num : num, den < 0n ? -den : den)
  return { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

export const whole = (value: bigint): Rational => ({ num: value, den: 1n })
export const zero: Rational = whole(0n)

export const add = (a: Rational, b: Rational): Rational => ratio(a.num * b.den + b.num * a.den, a.den * b.den)
export const subtract = (a: Rational, b: Rational): Rational => ratio(a.num * b.den - b.num * a.den, a.den * b.den)
export const multiply = (a: Rational, b: Rational): Rational => ratio(a.num * b.num, a.den * b.den)
export const divide = (a: Rational, b: Rational): Rational => ratio(a.num * b.den, a.den * b.num)

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
export const isZero = (a: Rational): boolean => a.num === 0n

/** Greatest whole number not above `a`, also below zero. */
export const floor = (a: Rational): bigint => {
  const quotient = a.num / a.den
  return a.num < 0n && quotient * a.den !== a.num ? quotient - 1n : quotient
}

/** Decimal text with `digits` places, rounded toward minus infinity, for storage and display; never for further arithmetic. */
export const toDecimal = (a: Rational, digits: number): string => {
  const scaled = floor(multiply(a, whole(10n ** BigInt(digits))))
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0")
  const sign = scaled < 0n ? "-" : ""
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

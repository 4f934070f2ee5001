import { Secret, TOTP } from "otpauth"

/** What every authenticator app does unless told otherwise (RFC 6238): SHA-1, six digits, thirty seconds. */
const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const

/** One step to either side of now: the clocks of phones are not exact. */
const window = 1

const issuer = "Beep"

/** 160 bits, as RFC 4226 recommends. */
export const secretBytes = 20

export const secretText = (bytes: Uint8Array): string => new Secret({ buffer: new Uint8Array(bytes).buffer }).base32

export const enrolmentUri = (secret: string, label: string): string =>
  new TOTP({ ...parameters, issuer, label, secret }).toString()

/** The step a code belongs to, or null when it belongs to none near `millis`. */
export const stepOf = (secret: string, code: string, millis: number): bigint | null => {
  const totp = new TOTP({ ...parameters, issuer, secret })
  const delta = totp.validate({ token: code, timestamp: millis, window })
  return delta === null ? null : BigInt(totp.counter({ timestamp: millis }) + delta)
}

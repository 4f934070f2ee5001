import { postgresPattern } from "./values.ts"

const shortest = 16

const known =
  /change.?me|place.?holder|example|default|dummy|insert|replace|^todo|your.?(secret|password|key)|^(x+|\*+|secret|password|passwd|postgres|admin|root|test|demo|local|beep|dev)[-_]?\w{0,8}$|password|s3cret/i

const repeats = (value: string): boolean => new Set(value).size < 5

/** A secret nobody meant to keep: too short, a known stand-in, or a handful of repeated characters. */
export const isPlaceholder = (secret: string): boolean => secret.length < shortest || known.test(secret) || repeats(secret)

/** The zero key and its like, whatever their ids. */
export const hasPlaceholderKey = (keyring: string): boolean =>
  keyring.split(",").some((entry) => repeats(entry.slice(entry.indexOf(":") + 1)))

/** One token nobody meant to keep is enough: either opens the door. */
export const hasPlaceholderToken = (tokens: string): boolean => tokens.split(",").some(isPlaceholder)

/** A connection URL that carries no password is trusted by other means (socket, certificate). */
export const hasPlaceholderPassword = (url: string): boolean => {
  const password = postgresPattern.exec(url)?.[2]
  return password !== undefined && password !== "" && isPlaceholder(decodeURIComponent(password))
}

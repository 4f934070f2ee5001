/** What a hashed record may hold. Numbers are safe integers: no two writers agree on floats. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** A value without a canonical form reached the log: a defect, never data. */
export class NotCanonical extends Error {
  override readonly name = "NotCanonical"
}

const text = (value: string): string => {
  if (!value.isWellFormed()) throw new NotCanonical("a lone surrogate has no UTF-8 form")
  return JSON.stringify(value)
}

/**
 * RFC 8785 (JSON Canonicalization Scheme) over integers: no white space, members
 * sorted by the UTF-16 code units of their names, strings as ECMAScript writes
 * them. In any language: parse, sort, print, encode as UTF-8.
 *
 * @throws NotCanonical for a float, an unsafe integer or a lone surrogate
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "string") return text(value)
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new NotCanonical("only safe integers are written")
    return String(value === 0 ? 0 : value)
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${text(name)}:${canonicalJson(member)}`).join(",")}}`
}

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

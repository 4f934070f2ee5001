import { Redacted } from "effect"
import { isAllowedAttribute } from "./attributeNames.ts"
import { redactText } from "./redactText.ts"

const deepest = 6

const redactEntries = (entries: Iterable<readonly [string, unknown]>, depth: number): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of entries) if (isAllowedAttribute(name)) kept[name] = redactValue(value, depth + 1)
  return kept
}

/** A value as a log may show it: text masked, fields that are not on the list dropped, the rest by kind. */
export const redactValue = (value: unknown, depth = 0): unknown => {
  if (value === null || value === undefined || typeof value === "number" || typeof value === "boolean") return value
  if (typeof value === "string") return redactText(value)
  if (typeof value === "bigint") return value.toString()
  if (depth >= deepest) return "[deep]"
  if (Redacted.isRedacted(value)) return "[secret]"
  if (value instanceof Error) return { name: value.name, message: redactText(value.message) }
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  if (value instanceof Map)
    return redactEntries(
      [...value].map(([name, held]): [string, unknown] => [String(name), held]),
      depth
    )
  if (typeof value === "object") return redactEntries(Object.entries(value), depth)
  return `[${typeof value}]`
}

export const redactAttributes = (attributes: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  redactEntries(Object.entries(attributes), 0)

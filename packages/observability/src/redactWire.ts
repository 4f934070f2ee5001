import { isAllowedAttribute } from "./attributeNames.ts"
import { redactText } from "./redactText.ts"

/** Identifiers and times of the protocol itself; their shape would look like a secret. */
const structural = /^(traceId|spanId|parentSpanId|severityText|key|schemaUrl|.*UnixNano)$/

const isDroppedAttribute = (item: unknown): boolean =>
  typeof item === "object" &&
  item !== null &&
  "key" in item &&
  typeof item.key === "string" &&
  "value" in item &&
  !isAllowedAttribute(item.key)

/**
 * An OTLP body with every attribute that is not on the list removed, at any
 * depth, and every other text masked. It is the last thing before the bytes
 * are written, so nothing that creates telemetry can go around it.
 */
export const redactWire = (value: unknown, field = ""): unknown => {
  if (typeof value === "string") return structural.test(field) ? value : redactText(value)
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value)
  if (Array.isArray(value)) return value.filter((item) => !isDroppedAttribute(item)).map((item) => redactWire(item, field))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, redactWire(held, name)]))
}

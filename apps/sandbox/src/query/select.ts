import type { EntityRow } from "../render/entityRows.ts"
import type { Predicate, Query } from "./Query.ts"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null

/** Dotted fields reach into objects: `MetaData.LastUpdatedTime`; a reference compares by its id. */
const textAt = (row: EntityRow, field: string): string | undefined => {
  const found = field.split(".").reduce<unknown>((here, key) => (isRecord(here) ? here[key] : undefined), row.fields)
  const value = isRecord(found) ? found["value"] : found
  return value === undefined || value === null ? undefined : String(value)
}

const numeric = /^-?\d+(?:\.\d+)?$/
const instant = /^\d{4}-\d{2}-\d{2}T/

/** Numbers as numbers, instants as instants, all else as text. */
const compare = (a: string, b: string): number => {
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b)
  if (instant.test(a) && instant.test(b)) return Date.parse(a) - Date.parse(b)
  return a < b ? -1 : a > b ? 1 : 0
}

const like = (text: string, pattern: string): boolean => {
  const expression = pattern.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${expression.join(".*")}$`, "is").test(text)
}

const holds = (row: EntityRow, { field, op, values }: Predicate): boolean => {
  const text = textAt(row, field)
  const [value = ""] = values
  if (text === undefined) return false
  if (op === "IN") return values.some((one) => compare(text, one) === 0)
  if (op === "LIKE") return like(text, value)
  const order = compare(text, value)
  if (op === "=") return order === 0
  if (op === "<") return order < 0
  if (op === ">") return order > 0
  return op === "<=" ? order <= 0 : order >= 0
}

/** Inactive master records stay hidden unless the query speaks of `Active`. */
const visible = (query: Query, row: EntityRow): boolean =>
  row.fields["Active"] !== false || query.where.some(({ field }) => field === "Active")

export const matching = (query: Query, rows: ReadonlyArray<EntityRow>): ReadonlyArray<EntityRow> => {
  const found = rows.filter((row) => visible(query, row) && query.where.every((predicate) => holds(row, predicate)))
  const { orderBy } = query
  if (orderBy === null) return found
  const sign = orderBy.descending ? -1 : 1
  return [...found].sort((a, b) => sign * compare(textAt(a, orderBy.field) ?? "", textAt(b, orderBy.field) ?? ""))
}

import type { EntityName } from "./entities/entityTypes.ts"

/** QuickBooks joins conditions by AND only; there is no OR. */
export type Condition =
  | { readonly field: string; readonly op: "=" | "<" | ">" | "<=" | ">=" | "LIKE"; readonly value: string }
  | { readonly field: string; readonly op: "IN"; readonly values: ReadonlyArray<string> }
  | { readonly field: string; readonly op: "IN"; readonly flags: ReadonlyArray<boolean> }
export type Where = ReadonlyArray<Condition>

/** Inactive master records are left out of every answer unless this is asked. */
export const activeOrNot: Condition = { field: "Active", op: "IN", flags: [true, false] }

const quoted = (value: string): string => `'${value.replace(/[\\']/g, (found) => `\\${found}`)}'`

const rendered = (condition: Condition): string => {
  if ("flags" in condition) return `${condition.field} IN (${condition.flags.join(", ")})`
  if ("values" in condition) return `${condition.field} IN (${condition.values.map(quoted).join(", ")})`
  return `${condition.field} ${condition.op} ${quoted(condition.value)}`
}

const whereClause = (where: Where): string => (where.length === 0 ? "" : ` WHERE ${where.map(rendered).join(" AND ")}`)

export const pageQuery = (entity: EntityName, where: Where, startPosition: number, maxResults: number): string =>
  `SELECT * FROM ${entity}${whereClause(where)} ORDERBY Id STARTPOSITION ${startPosition} MAXRESULTS ${maxResults}`

export const countQuery = (entity: EntityName, where: Where): string => `SELECT COUNT(*) FROM ${entity}${whereClause(where)}`

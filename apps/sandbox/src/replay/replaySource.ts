import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { rawAt, rawElements } from "@beep/quickbooks/contract/wire/rawJson"
import { Result } from "effect"
import type { CompanySource } from "../accounting/CompanySource.ts"
import { parseQuery } from "../query/parse.ts"
import { type EntityRow, entityRow } from "../render/entityRows.ts"
import type { Exchange } from "./Exchange.ts"

/** A listing of a whole entity: `SELECT *` without a condition, or with one about `Active` only. */
const listed = (exchange: Exchange): string | undefined => {
  const parsed = parseQuery(exchange.params["query"] ?? "")
  if (exchange.path !== "query" || exchange.status !== 200 || Result.isFailure(parsed) || parsed.success.count) return undefined
  return parsed.success.where.every(({ field }) => field === "Active") ? parsed.success.entity : undefined
}

/** The rows of all recorded pages of an entity, each Id once; undefined when no listing was recorded. */
const listing = (exchanges: ReadonlyArray<Exchange>, entity: EntityName): ReadonlyArray<EntityRow> | undefined => {
  const pages = exchanges.filter((exchange) => listed(exchange) === entity)
  if (pages.length === 0) return undefined
  const rows = new Map<unknown, EntityRow>()
  for (const page of pages) {
    for (const raw of rawElements(rawAt(page.body, ["QueryResponse", entity]) ?? "")) {
      const row = entityRow(raw)
      rows.set(row.fields["Id"], row)
    }
  }
  return [...rows.values()]
}

/** Answers from recordings and from nothing else. */
export const replaySource = (realmId: string, name: string, exchanges: ReadonlyArray<Exchange>): CompanySource => {
  const rows = new Map<EntityName, ReadonlyArray<EntityRow> | undefined>()
  const rowsOf = (entity: EntityName) => {
    if (!rows.has(entity)) rows.set(entity, listing(exchanges, entity))
    return rows.get(entity)
  }
  return {
    realmId,
    name,
    books: null,
    rows: rowsOf,
    object: (entity, id) => {
      const read = exchanges.find(
        (exchange) => exchange.method === "GET" && exchange.status === 200 && exchange.path === `${entity.toLowerCase()}/${id}`
      )
      return (
        (read === undefined ? undefined : rawAt(read.body, [entity])) ??
        rowsOf(entity)?.find((row) => row.fields["Id"] === id)?.raw
      )
    },
    // One period was recorded: it is the answer to any, and its Header says which it is.
    report: (report) => exchanges.find((exchange) => exchange.path === `reports/${report}` && exchange.status === 200)?.body
  }
}

import { Result } from "effect"
import { badQuery, unsupported } from "../faults/answers.ts"
import { matching } from "../query/select.ts"
import { parseQuery } from "../query/parse.ts"
import type { Query } from "../query/Query.ts"
import { type EntityRow, isEntityName } from "../render/entityRows.ts"
import type { CompanySource } from "./CompanySource.ts"

export interface Answer {
  readonly status: number
  readonly body: string
}

interface Answered {
  readonly where: string
  readonly found: ReadonlyArray<EntityRow>
}

/** The last query of each company's rows: its pages are asked one after the other, and sorting a hundred thousand rows for each takes minutes. */
const lastOf = new WeakMap<ReadonlyArray<EntityRow>, Answered>()

const foundBy = (query: Query, rows: ReadonlyArray<EntityRow>): ReadonlyArray<EntityRow> => {
  const where = JSON.stringify([query.where, query.orderBy])
  const last = lastOf.get(rows)
  if (last?.where === where) return last.found
  const found = matching(query, rows)
  lastOf.set(rows, { where, found })
  return found
}

/** No totalCount on a page; an empty page is an empty object (runway.md 6.4). */
const page = (query: Query, found: ReadonlyArray<EntityRow>, time: string, extraRows: number): string => {
  const rows = found.slice(query.startPosition - 1, query.startPosition - 1 + query.maxResults + extraRows)
  if (rows.length === 0) return `{"QueryResponse":{},"time":"${time}"}`
  const list = rows.map((row) => row.raw).join(",")
  return `{"QueryResponse":{"${query.entity}":[${list}],"startPosition":${query.startPosition},"maxResults":${rows.length}},"time":"${time}"}`
}

/** With `extraRows` a page holds that many more than asked for, which the next page repeats (runway.md 6.4). */
export const answerQuery = (company: CompanySource, text: string, time: string, extraRows = 0): Answer => {
  const parsed = parseQuery(text)
  if (Result.isFailure(parsed)) return { status: 400, body: badQuery(parsed.failure.near) }
  const query = parsed.success
  if (!isEntityName(query.entity)) return { status: 400, body: badQuery(query.entity) }
  const rows = company.rows(query.entity)
  if (rows === undefined) return { status: 400, body: unsupported(`query ${query.entity}`) }
  const found = foundBy(query, rows)
  return {
    status: 200,
    body: query.count ? `{"QueryResponse":{"totalCount":${found.length}},"time":"${time}"}` : page(query, found, time, extraRows)
  }
}

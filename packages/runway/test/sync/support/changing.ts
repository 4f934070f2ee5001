import { answer, type Company } from "./companies.ts"

/** An object as change data tells it: how it is now, or that it is no more. */
export type Told = Readonly<Record<string, unknown>> & { readonly Id: string }

export interface ChangingCompany {
  company: Company
  /** What change data tells, by entity, whatever instant it is asked from; `refused` = it is not offered. */
  changes: Readonly<Record<string, ReadonlyArray<Told>>> | "refused"
  /** QuickBooks' clock. */
  clock: string
  /** Paths and queries in the order they were asked. */
  readonly asked: Array<string>
  /** Instants change data was asked from. */
  readonly since: Array<string>
}

export const gone = (id: number): Told => ({ Id: String(id), domain: "QBO", status: "Deleted" })

/** A small company with a clock that also tells what changed. */
export const changing = (company: Company, clock: string): ChangingCompany => ({
  company,
  changes: {},
  clock,
  asked: [],
  since: []
})

export const answering =
  (told: ChangingCompany) =>
  (url: URL): Response => {
    const query = url.searchParams.get("query")
    const path = url.pathname.split("/").slice(4).join("/")
    told.asked.push(query ?? (path === "cdc" ? `cdc ${url.searchParams.get("entities") ?? ""}` : path))
    if (path === "cdc") {
      if (told.changes === "refused") return answer({ entities: {}, reports: {} })(url)
      told.since.push(url.searchParams.get("changedSince") ?? "")
      const entities = (url.searchParams.get("entities") ?? "").split(",")
      let left = 1000
      const parts = entities.map((entity) => {
        const rows = (told.changes === "refused" ? [] : (told.changes[entity] ?? [])).slice(0, left)
        left -= rows.length
        return rows.length === 0 ? {} : { [entity]: rows }
      })
      return Response.json({ CDCResponse: [{ QueryResponse: parts }], time: told.clock })
    }
    const entity = / FROM (\w+)/i.exec(query ?? "")?.[1] ?? ""
    const rows = told.company.entities[entity]
    if (query !== null && /COUNT\(/i.test(query) && rows !== undefined)
      return Response.json({ QueryResponse: { totalCount: rows.length }, time: told.clock })
    return answer(told.company, told.clock)(url)
  }

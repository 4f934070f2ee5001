import { rawAt, rawElements } from "@beep/quickbooks/contract/wire/rawJson"

/** Half an answer: what a proxy leaves when it gives up in the middle. */
export const truncated = (body: string): string => body.slice(0, Math.max(1, Math.floor(body.length / 2)))

const otherToken = (token: number): number => (token === 0 ? 1 : token - 1)

/** Every SyncToken of a list is one behind, or one ahead where none is behind 0. */
export const wrongSyncTokens = (body: string): string =>
  body.replace(/"SyncToken":"(\d+)"/g, (_, token: string) => `"SyncToken":"${otherToken(Number(token))}"`)

/** Intuit cuts a change data capture answer here, over all entities together (runway.md 6.4). */
export const cdcLimit = 1000

const answersOf = (body: string): ReadonlyArray<string> =>
  rawElements(rawAt(body, ["CDCResponse"]) ?? "").flatMap((one) => rawElements(rawAt(one, ["QueryResponse"]) ?? ""))

interface Filler {
  readonly entity: string
  readonly raw: string
}

const listed = (answer: string, entity: string): ReadonlyArray<Filler> =>
  rawElements(rawAt(answer, [entity]) ?? "").map((raw) => ({ entity, raw }))

/**
 * The same answer filled up to 1,000 objects by telling of one object of the
 * company again and again: nothing in it is wrong, and it is no safe point.
 * Objects beyond the limit would be missing, so an answer that is full stays.
 */
export const saturated = (body: string, entities: ReadonlyArray<string>, otherwise: Filler): string => {
  const answers = answersOf(body)
  const told = answers.flatMap((answer) => entities.flatMap((entity) => listed(answer, entity)))
  const missing = cdcLimit - told.length
  if (missing <= 0) return body
  // What was told already is surely the newest version.
  const filler = told[0] ?? otherwise
  const objects = Array.from({ length: missing }, () => filler.raw).join(",")
  const filling = `{"${filler.entity}":[${objects}],"startPosition":1,"maxResults":${missing},"totalCount":${missing}}`
  const time = rawAt(body, ["time"]) ?? '""'
  return `{"CDCResponse":[{"QueryResponse":[${[...answers, filling].join(",")}]}],"time":${time}}`
}

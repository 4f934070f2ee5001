import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Answer } from "./answerQuery.ts"
import { unsupported } from "../faults/answers.ts"
import type { CompanyView } from "../store/CompanyView.ts"
import { refused, requiredParam } from "../store/Refusal.ts"

/** Intuit's bounds of change data (runway.md 6.4). */
export const cdcLimits = { objects: 1000, lookBackMillis: 30 * 86_400_000 } as const

/** A day begins in Pacific time, and an instant without an offset is one of Pacific time. */
const millisOf = (text: string): number => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Date.parse(`${text}T00:00:00-08:00`)
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}-08:00`)
}

const missing = (param: string, time: string): Answer => ({ status: 400, body: refused(requiredParam(param), time) })

/**
 * Change data capture. The objects of all entities share one limit, filled in
 * the order the entities were asked in; an answer that was cut does not say so.
 */
export const answerChangeData = (
  company: CompanyView,
  params: Readonly<Record<string, string>>,
  now: number,
  time: string
): Answer => {
  const { changedSince, entities } = params
  if (entities === undefined || entities === "") return missing("entities", time)
  if (changedSince === undefined || changedSince === "") return missing("changedSince", time)
  const asked = entities.split(",").map((text) => ({
    text,
    entity: EntityName.literals.find((name) => name.toLowerCase() === text.trim().toLowerCase())
  }))
  const since = millisOf(changedSince)
  if (Number.isNaN(since)) return { status: 400, body: unsupported(`cdc with changedSince ${changedSince}`) }
  if (now - since > cdcLimits.lookBackMillis) {
    const what = `cdc with changedSince date ${changedSince} which is older than fixed days`
    return { status: 400, body: unsupported(what) }
  }
  let left: number = cdcLimits.objects
  const parts: Array<string> = []
  for (const { entity, text } of asked) {
    if (entity === undefined) return { status: 400, body: unsupported(`cdc ${text}`) }
    // Instants are told in whole seconds, so they are compared in whole seconds.
    const found = company.changedSince(entity, Math.floor(since / 1000) * 1000).slice(0, left)
    left -= found.length
    const list = found.map(({ raw }) => raw).join(",")
    parts.push(
      found.length === 0
        ? "{}"
        : `{"${entity}":[${list}],"startPosition":1,"maxResults":${found.length},"totalCount":${found.length}}`
    )
  }
  return { status: 200, body: `{"CDCResponse":[{"QueryResponse":[${parts.join(",")}]}],"time":"${time}"}` }
}

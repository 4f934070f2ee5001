import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { DateTime, Effect, Layer, Option } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { answered, badQuery, notFound, unsupported } from "../faults/answers.ts"
import { type CodedFault, codedFaults } from "../faults/codes.ts"
import { refusal } from "../faults/shapes.ts"
import { traceId } from "../faults/traceId.ts"
import { Grants } from "../oauth/Grants.ts"
import type { CompanySettings } from "../store/ChangeOrder.ts"
import { CompanyStores } from "../store/CompanyStores.ts"
import { instantText } from "../store/Mark.ts"
import { type Answer, answerQuery } from "./answerQuery.ts"
import type { CompanySource } from "./CompanySource.ts"
import { Throttle } from "./Throttle.ts"

export interface Asked {
  readonly company: CompanySource
  readonly params: Readonly<Record<string, string>>
  readonly path: Readonly<Record<string, string | undefined>>
  /** Undefined for a company without books of its own. */
  readonly settings: CompanySettings | undefined
  /** Instant of the answer, ISO. */
  readonly time: string
}

/** Token first, then the limits; only then the company answers. Ordered faults come before (`faults/faulty.ts`). */
export const calling = <R>(answer: (asked: Asked) => Effect.Effect<Answer, never, R>) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const tid = yield* traceId
    const refuse = (fault: CodedFault) => {
      const { body, contentType, status } = refusal(fault)
      return answered(status, body, tid, contentType)
    }
    const path = yield* HttpRouter.params
    const realmId = path["realmId"] ?? ""
    const token = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? ""
    const granted = yield* (yield* Grants).realmOf(token)
    if (Option.isNone(granted)) return refuse(codedFaults.token_expired)
    const stores = yield* CompanyStores
    const company = yield* stores.company(realmId)
    if (granted.value !== realmId || company === undefined) return refuse(codedFaults.not_authorized)
    const url = new URL(request.url, "http://sandbox")
    const { minorversion: _, ...params } = Object.fromEntries(url.searchParams)
    const settings = yield* stores.settings(realmId)
    const asked = { company, params, path, settings, time: DateTime.formatIso(yield* DateTime.now) }
    const within = (yield* Throttle).within(realmId, url.pathname.endsWith("/batch") ? "batch" : "call")
    const done = yield* within(answer(asked))
    if (Option.isSome(done)) return answered(done.value.status, done.value.body, tid)
    const wait = settings?.retryAfterSeconds ?? null
    return wait === null
      ? refuse(codedFaults.throttled)
      : HttpServerResponse.setHeader(refuse(codedFaults.throttled), "retry-after", String(wait))
  })

const call = (answer: (asked: Asked) => Answer) => calling((asked) => Effect.sync(() => answer(asked)))

const query = call(({ company, params, settings, time }) =>
  params["query"] === undefined
    ? { status: 400, body: badQuery("end of query") }
    : answerQuery(company, params["query"], time, settings?.extraRow === true ? 1 : 0)
)

const report = call(({ company, params, path, time }) => {
  const body = company.report(path["report"] ?? "", params, instantText(Date.parse(time)))
  return body === undefined ? { status: 400, body: unsupported(`report ${path["report"] ?? ""}`) } : { status: 200, body }
})

const entityOf = (segment: string): EntityName | undefined => EntityName.literals.find((name) => name.toLowerCase() === segment)

const read = call(({ company, path, time }) => {
  const entity = entityOf(path["entity"] ?? "")
  if (entity === undefined) return { status: 400, body: unsupported(path["entity"] ?? "") }
  const raw = company.object(entity, path["id"] ?? "")
  if (raw !== undefined) return { status: 200, body: `{"${entity}":${raw},"time":"${time}"}` }
  return company.rows(entity) === undefined
    ? { status: 400, body: unsupported(`read ${entity}`) }
    : { status: 400, body: notFound }
})

/** The part of Intuit's data API that reading needs (runway.md 6.4). */
export const accountingRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/v3/company/:realmId/query", query),
  HttpRouter.add("GET", "/v3/company/:realmId/reports/:report", report),
  HttpRouter.add("GET", "/v3/company/:realmId/:entity/:id", read)
)

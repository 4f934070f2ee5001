import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Effect } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { CompanySource } from "../accounting/CompanySource.ts"
import { bodyOf } from "../script/bodyOf.ts"
import { cutOff } from "../script/cutOff.ts"
import { heldUp } from "../script/heldUp.ts"
import { CompanyStores } from "../store/CompanyStores.ts"
import { answered } from "./answers.ts"
import { callOf } from "./callOf.ts"
import { codedFaults } from "./codes.ts"
import { type FaultOrder, isAbout, isCoded } from "./FaultOrder.ts"
import { FaultOrders } from "./FaultOrders.ts"
import { refusal } from "./shapes.ts"
import { saturated, truncated, wrongSyncTokens } from "./spoiled.ts"
import { traceId } from "./traceId.ts"

type Request = HttpServerRequest.HttpServerRequest
type Response = HttpServerResponse.HttpServerResponse

const html = (status: number, title: string, tid: string) =>
  answered(status, `<html><body><h1>${status} ${title}</h1></body></html>`, tid, "text/html")

/** Another body in an answer that is well; a refusal stays as it is. */
const rewritten = (response: Response, change: (body: string) => string): Response =>
  response.status === 200
    ? HttpServerResponse.setBody(
        response,
        HttpServerResponse.text(change(bodyOf(response)), { contentType: "application/json;charset=utf-8" }).body
      )
    : response

/** Filled with an object of an entity that was asked for, so that the client expects it. */
const saturate = (company: CompanySource | undefined, url: string) => (body: string) => {
  const asked = (new URL(url, "http://sandbox").searchParams.get("entities") ?? "").split(",")
  const entities = EntityName.literals.filter((name) => asked.includes(name))
  for (const entity of entities) {
    const raw = company?.rows(entity)?.[0]?.raw
    if (raw !== undefined) return saturated(body, entities, { entity, raw })
  }
  return body
}

const suffered = <E, R>(
  order: FaultOrder,
  request: Request,
  company: CompanySource | undefined,
  app: Effect.Effect<Response, E, R>
) =>
  Effect.gen(function* () {
    const tid = yield* traceId
    if (isCoded(order.fault)) {
      const { body, contentType, status } = refusal(codedFaults[order.fault], order.shape)
      const answer = answered(status, body, tid, contentType)
      return order.fault === "throttled_retry_after"
        ? HttpServerResponse.setHeader(answer, "retry-after", String(order.seconds ?? 60))
        : answer
    }
    switch (order.fault) {
      case "bad_gateway":
        return html(502, "Bad Gateway", tid)
      case "unavailable":
        return html(503, "Service Unavailable", tid)
      case "invalid_grant":
        return answered(400, JSON.stringify({ error: "invalid_grant" }), tid)
      case "reset":
        return yield* cutOff(request)
      case "hang":
        return yield* Effect.andThen(heldUp(order), app)
      case "answer_lost":
        return yield* Effect.andThen(app, cutOff(request))
      case "truncated":
        return rewritten(yield* app, truncated)
      case "wrong_sync_token":
        return rewritten(yield* app, wrongSyncTokens)
      case "cdc_saturated":
        return rewritten(yield* app, saturate(company, request.url))
    }
  })

/** Stands before every route: whatever is asked of a company meets its fault script first. */
export const faulty = HttpRouter.middleware(
  (app) =>
    Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      const call = yield* callOf(request)
      const order = call === undefined ? undefined : yield* (yield* FaultOrders).meet(isAbout(call))
      if (order === undefined) return yield* app
      const company = yield* (yield* CompanyStores).company(order.realmId)
      return yield* suffered(order, request, company, app)
    }),
  { global: true }
)

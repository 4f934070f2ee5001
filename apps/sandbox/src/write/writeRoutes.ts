import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Effect, Layer, Result } from "effect"
import { HttpRouter, HttpServerRequest } from "effect/http"
import type { Answer } from "../accounting/answerQuery.ts"
import { type Asked, calling } from "../accounting/routes.ts"
import { unsupported } from "../faults/answers.ts"
import { unsupportedOperation } from "../store/Refusal.ts"
import { applyWrite, type WriteRequest } from "./applyWrite.ts"
import { answerBatch } from "./batch.ts"
import { sendInvoice } from "./sendInvoice.ts"
import { membersOf } from "./WriteBody.ts"
import { refusedWrite, Writes, type Written } from "./Writes.ts"

const answer = ({ member, status }: Written, time: string): Answer => ({ status, body: `{${member},"time":"${time}"}` })

const bodyText = Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ text }) => Effect.orElseSucceed(text, () => ""))

const operations: Readonly<Record<string, WriteRequest["operation"]>> = {
  create: "write",
  update: "write",
  delete: "delete",
  void: "void"
}

const written = Effect.fnUntraced(function* ({ company, params, path }: Asked) {
  const segment = path["entity"] ?? ""
  const entity = EntityName.literals.find((name) => name.toLowerCase() === segment)
  const include = (params["include"] ?? "").split(",")
  const operation = include.includes("void") ? "void" : operations[params["operation"] ?? "update"]
  if (entity === undefined || operation === undefined)
    return refusedWrite(unsupportedOperation(`${params["operation"] ?? "write"} ${segment}`))
  const members = membersOf(yield* bodyText)
  if (Result.isFailure(members)) return refusedWrite(members.failure)
  const request: WriteRequest = {
    entity,
    operation,
    members: members.success,
    allowDuplicateNumber: include.includes("allowduplicatedocnum")
  }
  return yield* (yield* Writes).write({
    realmId: company.realmId,
    requestId: params["requestid"],
    deletes: operation === "delete",
    edit: (draft, state, view) => applyWrite({ draft, state, view }, request)
  })
})

const write = calling((asked) => Effect.map(written(asked), (done) => answer(done, asked.time)))

const batch = calling((asked) => Effect.flatMap(bodyText, (text) => answerBatch(asked, text)))

const send = calling(({ company, params, path, time }) =>
  Effect.gen(function* () {
    const { headers } = yield* HttpServerRequest.HttpServerRequest
    const type = headers["content-type"] ?? "none"
    if (!type.startsWith("application/octet-stream")) return { status: 400, body: unsupported(`send with content type ${type}`) }
    const done = yield* (yield* Writes).write({
      realmId: company.realmId,
      requestId: params["requestid"],
      deletes: false,
      edit: (draft, state) => sendInvoice(draft, state, path["id"] ?? "", params["sendTo"])
    })
    return answer(done, time)
  })
)

/** The part of Intuit's data API that writing needs (runway.md 6.5). */
export const writeRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/v3/company/:realmId/batch", batch),
  HttpRouter.add("POST", "/v3/company/:realmId/:entity", write),
  HttpRouter.add("POST", "/v3/company/:realmId/invoice/:id/send", send)
)

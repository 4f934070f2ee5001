import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { rawAt } from "@beep/quickbooks/contract/wire/rawJson"
import { Effect, Result, Schema } from "effect"
import { type Answer, answerQuery } from "../accounting/answerQuery.ts"
import type { Asked } from "../accounting/routes.ts"
import { CompanyStores } from "../store/CompanyStores.ts"
import { businessRule, refused, requiredParam, unsupportedOperation } from "../store/Refusal.ts"
import { applyWrite, type WriteRequest } from "./applyWrite.ts"
import { type Members, membersOf } from "./WriteBody.ts"
import { refusedWrite, Writes, type Written } from "./Writes.ts"

const batchLimit = 30

const decodeItems = Schema.decodeUnknownResult(
  Schema.Struct({ BatchItemRequest: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)) })
)
const decodeItem = Schema.decodeUnknownResult(
  Schema.Struct({
    bId: Schema.String,
    operation: Schema.optionalKey(Schema.Literals(["create", "update", "delete", "query"])),
    optionsData: Schema.optionalKey(Schema.String),
    Query: Schema.optionalKey(Schema.String)
  })
)
const isMembers = Schema.is(Schema.Record(Schema.String, Schema.Unknown))

/** The entity is the one member of an item that is named like one. */
const written = (item: Members): { readonly entity: EntityName; readonly members: Members } | undefined => {
  for (const entity of EntityName.literals) {
    const members = item[entity]
    if (isMembers(members)) return { entity, members }
  }
  return undefined
}

const operationOf = (operation: string | undefined, options: ReadonlyArray<string>): WriteRequest["operation"] => {
  if (options.includes("void")) return "void"
  return operation === "delete" ? "delete" : "write"
}

const answerItem = Effect.fnUntraced(function* ({ company, params, time }: Asked, raw: Members) {
  const item = decodeItem(raw)
  if (Result.isFailure(item)) return { bId: "", done: refusedWrite(requiredParam("bId")) }
  const { Query: query, bId, operation, optionsData } = item.success
  if (query !== undefined) {
    // As it stands now: the items before may have written.
    const now = yield* (yield* CompanyStores).company(company.realmId)
    const { body, status } = answerQuery(now ?? company, query, time)
    const name = status === 200 ? "QueryResponse" : "Fault"
    const done: Written = { status, member: `"${name}":${rawAt(body, [name]) ?? "{}"}` }
    return { bId, done }
  }
  const found = written(raw)
  if (found === undefined) return { bId, done: refusedWrite(unsupportedOperation(`batch ${operation ?? "item"}`)) }
  const options = (optionsData ?? "").split(",")
  const request: WriteRequest = {
    ...found,
    operation: operationOf(operation, options),
    allowDuplicateNumber: options.includes("allowduplicatedocnum")
  }
  const done = yield* (yield* Writes).write({
    realmId: company.realmId,
    // Each item has a request id of its own, made of both; the limit of length is on the whole.
    requestId: params["requestid"] === undefined ? undefined : `${params["requestid"]}${bId}`,
    deletes: request.operation === "delete",
    edit: (draft, state, view) => applyWrite({ draft, state, view }, request)
  })
  return { bId, done }
})

/** A batch is served one item after the other; what is wrong with an item stands in its place in an answer of 200. */
export const answerBatch = Effect.fnUntraced(function* (asked: Asked, text: string) {
  const { time } = asked
  const items = Result.flatMap(membersOf(text), (members) =>
    Result.mapError(decodeItems(members), () => requiredParam("BatchItemRequest"))
  )
  if (Result.isFailure(items)) return { status: 400, body: refused(items.failure, time) }
  const { BatchItemRequest: list } = items.success
  if (list.length > batchLimit)
    return { status: 400, body: refused(businessRule(`A batch holds at most ${batchLimit} items.`), time) }
  const answers = yield* Effect.forEach(list, (item) => answerItem(asked, item))
  const body = answers.map(({ bId, done }) => `{${done.member},"bId":${JSON.stringify(bId)}}`).join(",")
  const answer: Answer = { status: 200, body: `{"BatchItemResponse":[${body}],"time":"${time}"}` }
  return answer
})

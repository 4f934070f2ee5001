import { Effect, Option, Result, Schema } from "effect"
import type { EntityTypes } from "../contract/entities/entityTypes.ts"
import type { Mirrored } from "../contract/entities/Mirrored.ts"
import { type QuickBooksError, TransientFault } from "../contract/faults.ts"
import { rawAt, rawElements } from "../contract/wire/rawJson.ts"
import type { BatchItem, BatchItemId, WritableEntity } from "../contract/write/WriteRequest.ts"
import { readAnswer, readObject } from "./readAnswer.ts"

type Ended = Result.Result<Mirrored<EntityTypes[WritableEntity]>, QuickBooksError>

const Answer = Schema.Struct({ BatchItemResponse: Schema.Array(Schema.Unknown) })

export const batchBody = (items: ReadonlyArray<BatchItem>): string =>
  `{"BatchItemRequest":[${items
    .map(({ bId, update }) => `{"bId":"${bId}","operation":"update","${update.entity}":${update.body}}`)
    .join(",")}]}`

const unanswered = () => new TransientFault({ code: null, httpStatus: 200, intuitTid: null })

/** Each item by its own id: QuickBooks promises no order. A fault in an item's place is that item's (runway.md 6.5). */
export const readBatch = (
  items: ReadonlyArray<BatchItem>,
  text: string
): Effect.Effect<ReadonlyMap<BatchItemId, Ended>, QuickBooksError> =>
  Effect.gen(function* () {
    yield* readAnswer(Answer, text)
    const answers = new Map(rawElements(rawAt(text, ["BatchItemResponse"]) ?? "").map((raw) => [rawAt(raw, ["bId"]) ?? "", raw]))
    const ended = new Map<BatchItemId, Ended>()
    for (const { bId, update } of items) {
      const raw = Option.fromUndefinedOr(answers.get(`"${bId}"`))
      ended.set(bId, Option.isNone(raw) ? Result.fail(unanswered()) : yield* Effect.result(readObject(update.entity, raw.value)))
    }
    return ended
  })

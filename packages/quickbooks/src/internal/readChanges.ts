import { Effect, Option, Result, Schema } from "effect"
import { type Changes, changesPerAnswer, type EntityChanges } from "../contract/Changes.ts"
import { type EntityName, entitySchemas } from "../contract/entities/entityTypes.ts"
import type { QuickBooksError } from "../contract/faults.ts"
import { rawAt, rawElements } from "../contract/wire/rawJson.ts"
import { readAnswer } from "./readAnswer.ts"

const Answer = Schema.Struct({
  CDCResponse: Schema.Array(Schema.Struct({ QueryResponse: Schema.optionalKey(Schema.Array(Schema.Unknown)) })),
  time: Schema.optionalKey(Schema.String)
})

/** A deleted object comes as its id and the word that says so. */
const Head = Schema.Struct({ Id: Schema.String, status: Schema.optionalKey(Schema.String) })

const instant = Schema.decodeUnknownOption(Schema.DateTimeUtcFromString)

/** The clock of an answer, whatever its offset; null when there is none to read. */
export const readTime = (text: string | undefined) => Option.getOrNull(instant(text))

interface Told {
  readonly gone: ReadonlyArray<string>
  readonly rows: ReadonlyArray<string>
}

const toldOf = Effect.fnUntraced(function* (rows: ReadonlyArray<string>) {
  const heads = yield* Effect.forEach(rows, (raw) => Effect.map(readAnswer(Head, raw), (head) => ({ head, raw })))
  const isGone = ({ head }: (typeof heads)[number]) => head.status === "Deleted"
  const told: Told = {
    gone: heads.filter(isGone).map(({ head }) => head.Id),
    rows: heads.filter((row) => !isGone(row)).map(({ raw }) => raw)
  }
  return told
})

const decoded = <Name extends EntityName>(entity: Name, rows: ReadonlyArray<string>) =>
  Effect.forEach(rows, (raw) => Effect.map(readAnswer(entitySchemas[entity], raw), (value) => ({ value, raw })))

/** An answer of change data capture; an object that cannot be read fails its own entity only. */
export const readChanges = (text: string, asked: ReadonlyArray<EntityName>): Effect.Effect<Changes, QuickBooksError> =>
  Effect.gen(function* () {
    const { time } = yield* readAnswer(Answer, text)
    const parts = rawElements(rawAt(text, ["CDCResponse"]) ?? "").flatMap((answer) =>
      rawElements(rawAt(answer, ["QueryResponse"]) ?? "")
    )
    let objects = 0
    const entities: Array<EntityChanges> = []
    for (const entity of asked) {
      const rows = parts.flatMap((part) => rawElements(rawAt(part, [entity]) ?? ""))
      objects += rows.length
      const told = yield* Effect.result(toldOf(rows))
      const updated = yield* Effect.result(Effect.flatMap(Effect.fromResult(told), (found) => decoded(entity, found.rows)))
      entities.push({ entity, updated, deleted: Result.isSuccess(told) ? told.success.gone : [] })
    }
    return { time: readTime(time), isSaturated: objects >= changesPerAnswer, entities }
  })

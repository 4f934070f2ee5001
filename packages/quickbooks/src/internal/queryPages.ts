import { Effect, Option, Schema, Stream } from "effect"
import type { EntityName } from "../contract/entities/entityTypes.ts"
import { entitySchemas } from "../contract/entities/entityTypes.ts"
import type { QuickBooksError } from "../contract/faults.ts"
import type { Page } from "../contract/Page.ts"
import { pageQuery, type Where } from "../contract/query.ts"
import { rawAt, rawElements } from "../contract/wire/rawJson.ts"
import { readAnswer } from "./readAnswer.ts"
import { readTime } from "./readChanges.ts"

/** The most a page may ask for (runway.md 6.4). */
const pageSize = 1000

const QueryAnswer = Schema.Struct({
  QueryResponse: Schema.Record(Schema.String, Schema.Unknown),
  time: Schema.optionalKey(Schema.String)
})

const WithId = Schema.Struct({ Id: Schema.String })

/**
 * Pages until one comes back empty or short. A page may hold one row more than
 * asked for and repeat a row of the one before, a last empty page is
 * `"QueryResponse": {}`, and totals are not trusted.
 */
export const queryPages = <Name extends EntityName>(
  ask: (query: string) => Effect.Effect<string, QuickBooksError>,
  entity: Name,
  where: Where
): Stream.Stream<Page<Name>, QuickBooksError> =>
  Stream.suspend(() => {
    const seen = new Set<string>()
    return Stream.paginate(1, (start: number) =>
      Effect.gen(function* () {
        const text = yield* ask(pageQuery(entity, where, start, pageSize))
        const { time } = yield* readAnswer(QueryAnswer, text)
        const found = rawElements(rawAt(text, ["QueryResponse", entity]) ?? "")
        const fresh = yield* Effect.filter(found, (raw) =>
          Effect.map(readAnswer(WithId, raw), ({ Id }) => !seen.has(Id) && seen.add(Id).size > 0)
        )
        const rows = yield* Effect.forEach(fresh, (raw) =>
          Effect.map(readAnswer(entitySchemas[entity], raw), (value) => ({ value, raw }))
        )
        const page: Page<Name> = { time: readTime(time), rows }
        const next = found.length >= pageSize ? Option.some(start + pageSize) : Option.none<number>()
        return [[page], next] as const
      })
    )
  })

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Effect, Option, Schema } from "effect"
import { type Attribute, type Entity, type GraphSource, mostEntities, type Relation } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { isLink, isValue } from "../../../contract/ontology/Ontology.ts"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"
import { readingRepo } from "./ReadingRepo.ts"
import { EntityStatementJson, LiteralJson, sealedFor } from "./sealed.ts"

const decodeStatement = Schema.decodeUnknownOption(EntityStatementJson)
const decodeLiteral = Schema.decodeUnknownOption(LiteralJson)

const mostSources = 50

export interface Shown {
  readonly entities: ReadonlyArray<Entity>
  readonly relations: ReadonlyArray<Relation>
  readonly sources: ReadonlyArray<GraphSource>
  readonly truncated: boolean
  readonly broken: number
}

/** What stands around some seeds, opened; inside a tenant transaction. */
export const graphShower = Effect.gen(function* () {
  const reading = yield* readingRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (clientId: ClientId, seeds: ReadonlyArray<EntityId>, hops: number) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    const nodes = yield* reading.around({ ...key, seeds, hops, limit: mostEntities + 1 })
    const kept = nodes.slice(0, mostEntities)
    const entityIds = kept.map(({ entityId }) => entityId)
    const edges = yield* reading.among({ ...key, entityIds })
    const sources = yield* reading.sources({ ...key, entityIds, limit: mostSources })
    const valued = edges.flatMap((edge) => (edge.literalSealed === null ? [] : [{ ...edge, literalSealed: edge.literalSealed }]))
    const texts = yield* open([
      ...kept.map(({ entityId, statementSealed }) => ({
        owner: clientId,
        purpose: sealedFor.entity(entityId),
        sealed: statementSealed
      })),
      ...valued.map(({ relationId, literalSealed }) => ({
        owner: clientId,
        purpose: sealedFor.literal(relationId),
        sealed: literalSealed
      })),
      ...sources.map(({ documentVersionId, titleSealed }) => ({
        owner: clientId,
        purpose: purposes.title(documentVersionId),
        sealed: titleSealed
      }))
    ]).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
    let broken = 0
    const attributes = new Map<EntityId, Array<Attribute>>()
    valued.forEach(({ relationId, subjectId, predicate, state, confidence, validFrom, validTo }, index) => {
      const value = Option.flatMap(texts[kept.length + index] ?? Option.none(), decodeLiteral)
      if (Option.isNone(value) || !isValue(predicate)) {
        broken += 1
        return
      }
      const attribute = { relationId, predicate, value: value.value, confidence, state, validFrom, validTo }
      attributes.set(subjectId, [...(attributes.get(subjectId) ?? []), attribute])
    })
    const entities = kept.map(({ statementSealed: _, ...node }, index): Entity => {
      const statement = Option.flatMap(texts[index] ?? Option.none(), decodeStatement)
      if (Option.isNone(statement)) broken += 1
      return {
        ...node,
        label: Option.getOrNull(Option.map(statement, ({ label }) => label)),
        aliases: Option.match(statement, { onNone: () => [], onSome: ({ aliases }) => aliases }),
        attributes: attributes.get(node.entityId) ?? []
      }
    })
    const relations = edges.flatMap(({ literalSealed: _, objectId, predicate, ...edge }): ReadonlyArray<Relation> =>
      objectId === null || !isLink(predicate) ? [] : [{ ...edge, objectId, predicate }]
    )
    const shown: Shown = {
      entities,
      relations,
      sources: sources.map(({ titleSealed: _, ...source }, index) => ({
        ...source,
        title: Option.getOrNull(texts[kept.length + valued.length + index] ?? Option.none<string>())
      })),
      truncated: nodes.length > mostEntities,
      broken
    }
    return shown
  })
})

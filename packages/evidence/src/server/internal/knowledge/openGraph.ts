import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { keptByStamp } from "@beep/sql/keptByStamp"
import { DateTime, Effect, Option, Schema } from "effect"
import type { SqlError } from "effect/sql"
import type { Attribute, Relation } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { nameWords } from "../../../contract/graph/labelMatch.ts"
import { isLink, isValue } from "../../../contract/ontology/Ontology.ts"
import { openSealed } from "../openSealed.ts"
import { graphStandings, type GraphCaller } from "./GraphStandings.ts"
import type { OpenedEntity, OpenedGraph } from "./OpenedGraph.ts"
import { type EntityRow, openedGraphRepo, type RelationRow } from "./OpenedGraphRepo.ts"
import { EntityStatementJson, LiteralJson, sealedFor } from "./sealed.ts"

const decodeStatement = Schema.decodeUnknownOption(EntityStatementJson)
const decodeLiteral = Schema.decodeUnknownOption(LiteralJson)

/** Sources of one answer. */
export const mostSources = 50

/** Entities and relations of all clients together that a process keeps opened, a kilobyte or two each. */
const keptAtMost = 40_000

interface Valued {
  readonly row: RelationRow
  readonly text: Option.Option<string>
}

/** The values of each entity in the order of the rows, and how many of each did not open. */
const valuesOf = (valued: ReadonlyArray<Valued>) => {
  const values = new Map<EntityId, { readonly attributes: Array<Attribute>; broken: number }>()
  for (const { row, text } of valued) {
    const { confidence, predicate, relationId, state, subjectId, validFrom, validTo } = row
    const of = values.get(subjectId) ?? { attributes: [], broken: 0 }
    values.set(subjectId, of)
    const value = Option.flatMap(text, decodeLiteral)
    if (Option.isNone(value) || !isValue(predicate)) of.broken += 1
    else of.attributes.push({ relationId, predicate, value: value.value, confidence, state, validFrom, validTo })
  }
  return values
}

const linksOf = (rows: ReadonlyArray<RelationRow>): ReadonlyArray<Relation> =>
  rows.flatMap(({ literalSealed: _, objectId, predicate, ...row }) =>
    objectId === null || !isLink(predicate) ? [] : [{ ...row, objectId, predicate }]
  )

const neighboursIn = (links: ReadonlyArray<Relation>) => {
  const neighbours = new Map<EntityId, Array<EntityId>>()
  const join = (from: EntityId, to: EntityId) => {
    const known = neighbours.get(from)
    if (known === undefined) neighbours.set(from, [to])
    else known.push(to)
  }
  for (const { objectId, state, subjectId } of links) {
    if (state === "superseded") continue
    join(subjectId, objectId)
    join(objectId, subjectId)
  }
  return neighbours
}

const graphOf = (
  entities: ReadonlyArray<readonly [EntityRow, Option.Option<string>]>,
  relations: ReadonlyArray<RelationRow>,
  valued: ReadonlyArray<Valued>
): OpenedGraph => {
  const values = valuesOf(valued)
  const links = linksOf(relations)
  return {
    entities: new Map(
      entities.map(([{ spokenOfIn, statementSealed: _, ...row }, text]): readonly [EntityId, OpenedEntity] => {
        const statement = Option.flatMap(text, decodeStatement)
        const { attributes, broken } = values.get(row.entityId) ?? { attributes: [], broken: 0 }
        return [
          row.entityId,
          {
            ...row,
            label: Option.getOrNull(Option.map(statement, ({ label }) => label)),
            aliases: Option.match(statement, { onNone: () => [], onSome: ({ aliases }) => aliases }),
            nameWords: Option.match(statement, {
              onNone: () => [],
              onSome: ({ aliases, label }) => nameWords([label, ...aliases])
            }),
            attributes,
            broken: broken + (Option.isNone(statement) ? 1 : 0),
            spokenOfIn: spokenOfIn.map(([documentVersionId, statedAt]) => ({ documentVersionId, statedAt }))
          }
        ]
      })
    ),
    relations: links,
    neighbours: neighboursIn(links),
    titles: new Map()
  }
}

/** Something a caller prepares from a graph, and what comes of asking the database for it together with the stamp. */
export interface Prepared<A, B> {
  readonly prepare: (graph: OpenedGraph) => A
  /** Answers the stamp too; none for a client the caller does not see. */
  readonly askWithStanding: (
    caller: GraphCaller,
    prepared: A
  ) => Effect.Effect<Option.Option<{ readonly stamp: string; readonly answer: B }>, SqlError.SqlError>
  readonly ask: (prepared: A) => Effect.Effect<B, SqlError.SqlError>
}

/**
 * What stands of a client's graph, opened; none for a client the caller does not see. Inside a tenant transaction.
 * Opened once while nothing of it moves: the stamp is read first, so what changes meanwhile makes it another.
 */
export const graphOpener = Effect.gen(function* () {
  const standings = yield* graphStandings
  const repo = yield* openedGraphRepo
  const open = yield* openSealed
  const kept = keptByStamp<OpenedGraph>(keptAtMost, ({ entities, relations }) => 1 + entities.size + relations.length)

  const opened = Effect.fnUntraced(function* (clientId: ClientId) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    const entities = yield* repo.entities({ ...key, versions: mostSources })
    const relations = yield* repo.relations(key)
    const valued = relations.flatMap((row) => (row.literalSealed === null ? [] : [{ row, sealed: row.literalSealed }]))
    const texts = yield* open([
      ...entities.map(({ entityId, statementSealed }) => ({
        owner: clientId,
        purpose: sealedFor.entity(entityId),
        sealed: statementSealed
      })),
      ...valued.map(({ row, sealed }) => ({ owner: clientId, purpose: sealedFor.literal(row.relationId), sealed }))
    ]).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
    const textAt = (index: number) => texts[index] ?? Option.none<string>()
    return graphOf(
      entities.map((row, index) => [row, textAt(index)] as const),
      relations,
      valued.map(({ row }, index) => ({ row, text: textAt(entities.length + index) }))
    )
  })

  const keyOf = ({ clientId, organizationId }: GraphCaller) => `${organizationId}/${clientId}`

  const callerOf = (clientId: ClientId) =>
    Effect.map(CurrentTenant, ({ memberId, organizationId, role }): GraphCaller => ({
      organizationId,
      memberId,
      role,
      clientId
    }))

  const under = Effect.fnUntraced(function* (caller: GraphCaller, stamp: string) {
    const asked = { key: keyOf(caller), stamp, now: yield* DateTime.now }
    const same = kept.find(asked)
    if (same !== undefined) return same
    const graph = yield* opened(caller.clientId)
    kept.keep(asked, graph)
    return graph
  })

  const openIt = Effect.fnUntraced(function* (clientId: ClientId) {
    const caller = yield* callerOf(clientId)
    const standing = yield* standings(caller)
    return Option.isNone(standing) ? Option.none<OpenedGraph>() : Option.some(yield* under(caller, standing.value.stamp))
  })

  /**
   * The same, and what is asked of the database for it. That takes no trip of its own: it is prepared from the graph that was
   * kept last, asked together with the stamp, and thrown away when the stamp says that another graph stands.
   */
  const openAsking = Effect.fnUntraced(function* <A, B>(clientId: ClientId, { ask, askWithStanding, prepare }: Prepared<A, B>) {
    const caller = yield* callerOf(clientId)
    const anew = (graph: OpenedGraph) => {
      const prepared = prepare(graph)
      return Effect.map(ask(prepared), (answer) => Option.some({ graph, prepared, answer }))
    }
    const last = kept.last(keyOf(caller))
    if (last === undefined) {
      const graph = yield* openIt(clientId)
      return Option.isNone(graph) ? Option.none() : yield* anew(graph.value)
    }
    const prepared = prepare(last)
    const together = yield* askWithStanding(caller, prepared)
    if (Option.isNone(together)) return Option.none()
    const graph = yield* under(caller, together.value.stamp)
    return graph === last ? Option.some({ graph, prepared, answer: together.value.answer }) : yield* anew(graph)
  })

  return { open: openIt, openAsking }
})

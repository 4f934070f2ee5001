import type { Entity, GraphView, Literal, Relation } from "@beep/evidence/contract/graph/Graph"
import type { QueryResult } from "@beep/evidence/contract/graph/Query"
import type { EntityType, OntologyId } from "@beep/evidence/contract/ontology/Ontology"
import type { GraphEdge, GraphNode, NodeShape } from "@beep/ui/graph-layout"
import { DateTime } from "effect"
import { knowledge } from "../../messages/knowledge.ts"
import { calendarDay } from "../../shell/times.ts"

/** The shape of each type; a word stands beside it in the legend. */
export const shapeOf: Readonly<Record<EntityType, NodeShape>> = {
  Household: "hub",
  Client: "disc",
  Person: "disc",
  Account: "square",
  Meeting: "square",
  LifeEvent: "diamond",
  CompliancePhrase: "diamond",
  ActionItem: "ring"
}

export interface Shown {
  readonly ontologyId: OntologyId
  readonly entities: ReadonlyArray<Entity>
  readonly relations: ReadonlyArray<Relation>
  /** Relations of the answer with an end that is not shown. */
  readonly dropped: number
}

const byId = <A>(all: ReadonlyArray<A>, idOf: (one: A) => string): ReadonlyMap<string, A> =>
  new Map(all.map((one) => [idOf(one), one]))

/** The surroundings and what a search found, each once, without the types a person switched off. */
export const shownOf = (view: GraphView, found: QueryResult | undefined, hidden: ReadonlyArray<EntityType>): Shown => {
  const entities = [...byId([...(found?.entities ?? []), ...view.entities], ({ entityId }) => entityId).values()].filter(
    ({ type }) => !hidden.includes(type)
  )
  const known = new Set(entities.map(({ entityId }) => entityId))
  const relations = [...byId([...(found?.relations ?? []), ...view.relations], ({ relationId }) => relationId).values()]
  const kept = relations.filter(({ objectId, subjectId }) => known.has(subjectId) && known.has(objectId))
  return { ontologyId: view.ontologyId, entities, relations: kept, dropped: relations.length - kept.length }
}

export const labelOf = (entity: Entity | undefined): string => entity?.label ?? knowledge.brokenName

/** `Schwab Traditional IRA ···4521`, `Retirement, Jun 30, 2026`: the name with the one value people tell it by. */
export const nodeLabel = (entity: Entity): string => {
  const value = (predicate: string): Literal | undefined =>
    entity.attributes.find((attribute) => attribute.predicate === predicate && attribute.state === "current")?.value
  const [digits, day] = [value("lastFour"), value("occursOn") ?? value("scheduledFor")]
  const label = labelOf(entity)
  const year = DateTime.formatIso(entity.lastStatedAt)
  if (digits?.type === "text" && !label.includes(digits.text)) return `${label} \u00b7\u00b7\u00b7${digits.text}`
  return day?.type === "date" ? `${label}, ${calendarDay(day.date, year)}` : label
}

export const nodesOf = ({ entities }: Shown): ReadonlyArray<GraphNode> =>
  entities.map((entity) => ({
    id: entity.entityId,
    label: nodeLabel(entity),
    shape: shapeOf[entity.type],
    description: knowledge.node(nodeLabel(entity), entity.type)
  }))

export const edgesOf = ({ entities, relations }: Shown): ReadonlyArray<GraphEdge> => {
  const names = new Map<string, string>(entities.map((entity) => [entity.entityId, nodeLabel(entity)]))
  return relations.map(({ objectId, predicate, relationId, subjectId }) => ({
    id: relationId,
    from: subjectId,
    to: objectId,
    label: predicate,
    description: knowledge.edge(names.get(subjectId) ?? "", predicate, names.get(objectId) ?? "")
  }))
}

/** What a search found, to be drawn in full while the rest steps back. */
export const litOf = (found: QueryResult | undefined): ReadonlySet<string> =>
  new Set(
    found === undefined
      ? []
      : [...found.entities.map(({ entityId }) => entityId), ...found.relations.map(({ relationId }) => relationId)]
  )

/** How many of each type there are, in the order of the ontology. */
export const typeCounts = (
  entities: ReadonlyArray<Entity>,
  order: ReadonlyArray<EntityType>
): ReadonlyArray<{ readonly type: EntityType; readonly count: number }> =>
  order
    .map((type) => ({ type, count: entities.filter((entity) => entity.type === type).length }))
    .filter(({ count }) => count > 0)

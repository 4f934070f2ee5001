import type { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import type { Entity, Relation } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import type { OntologyId } from "../../../contract/ontology/Ontology.ts"

/** A version that speaks of something, and when it did, epoch milliseconds. */
export interface Spoken {
  readonly documentVersionId: DocumentVersionId
  readonly statedAt: number
}

export interface OpenedEntity extends Omit<Entity, "distance"> {
  readonly ontologyId: OntologyId
  /** Its names as a question is compared with them. */
  readonly nameWords: ReadonlyArray<ReadonlyArray<string>>
  /** Its name and its values whose stored bytes did not open. */
  readonly broken: number
  /** Newest first, as many as an answer shows at most. */
  readonly spokenOfIn: ReadonlyArray<Spoken>
}

/** What stands of one client's graph, opened; the same for everybody who sees the client. */
export interface OpenedGraph {
  /** Those that were spoken of last come first. */
  readonly entities: ReadonlyMap<EntityId, OpenedEntity>
  /** As an answer lists them. */
  readonly relations: ReadonlyArray<Relation>
  /** Along facts that hold, in both directions. */
  readonly neighbours: ReadonlyMap<EntityId, ReadonlyArray<EntityId>>
  /** Of versions that an answer named, opened once. */
  readonly titles: Map<DocumentVersionId, { readonly documentId: DocumentId; readonly title: string | null }>
}

const compared = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Entities within `hops` of the seeds with their distance: by distance, type and id. */
export const within = (
  { entities, neighbours }: OpenedGraph,
  seeds: ReadonlyArray<EntityId>,
  hops: number
): ReadonlyArray<OpenedEntity & { readonly distance: number }> => {
  const distances = new Map<EntityId, number>()
  let reached = seeds.filter((id) => entities.has(id))
  for (let distance = 0; distance <= hops && reached.length > 0; distance += 1) {
    for (const id of reached) if (!distances.has(id)) distances.set(id, distance)
    reached = reached.flatMap((id) => neighbours.get(id) ?? []).filter((id) => !distances.has(id))
  }
  return [...distances]
    .flatMap(([id, distance]) => {
      const entity = entities.get(id)
      return entity === undefined ? [] : [{ ...entity, distance }]
    })
    .toSorted((a, b) => a.distance - b.distance || compared(a.type, b.type) || compared(a.entityId, b.entityId))
}

/** The versions that speak of any of these, newest first. */
export const spokenIn = (entities: ReadonlyArray<OpenedEntity>, limit: number): ReadonlyArray<Spoken> => {
  const newest = new Map<DocumentVersionId, number>()
  for (const { spokenOfIn } of entities)
    for (const { documentVersionId, statedAt } of spokenOfIn)
      newest.set(documentVersionId, Math.max(statedAt, newest.get(documentVersionId) ?? statedAt))
  return [...newest]
    .map(([documentVersionId, statedAt]) => ({ documentVersionId, statedAt }))
    .toSorted((a, b) => b.statedAt - a.statedAt || compared(a.documentVersionId, b.documentVersionId))
    .slice(0, limit)
}

/** Where a graph begins that nobody asked a place in: its households and people, its people, or whatever there is. */
export const startingPoints = ({ entities }: OpenedGraph, ontologyId: OntologyId): ReadonlyArray<EntityId> => {
  const of = [...entities.values()].filter((one) => one.ontologyId === ontologyId)
  const [households, clients] = [of.filter(({ type }) => type === "Household"), of.filter(({ type }) => type === "Client")]
  return (households.length + clients.length > 0 ? [...households, ...clients] : of).slice(0, 50).map(({ entityId }) => entityId)
}

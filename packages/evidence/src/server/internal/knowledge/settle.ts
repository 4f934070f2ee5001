import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { DateTime, Effect } from "effect"
import type { EntityId, RelationId } from "../../../contract/graph/ids.ts"
import type { StaleClaim } from "../../../contract/graph/StaleClaim.ts"
import { gathered, timeline } from "../../../contract/graph/timeline.ts"
import { oneAtATime } from "../../../contract/ontology/oneAtATime.ts"
import { claimsRepo } from "./ClaimsRepo.ts"
import { type Heard, settlingRepo, type Standing } from "./SettlingRepo.ts"

export interface Cause {
  readonly documentId: DocumentId
  readonly reason: StaleClaim["reason"]
}

/** What rested on it rests on less than it did: it no longer holds alone, or nothing that stands says it any more. */
const falls = (was: string | undefined, is: string): boolean =>
  (was === "current" && is !== "current") || (was !== "stale" && is === "stale")

/** What a document spoke of. */
export interface Touched {
  readonly entityIds: ReadonlyArray<EntityId>
  readonly relationIds: ReadonlyArray<RelationId>
}

export const touchedOf = (
  rows: ReadonlyArray<{ readonly entityId: EntityId | null; readonly relationId: RelationId | null }>
): Touched => ({
  entityIds: rows.flatMap(({ entityId }) => (entityId === null ? [] : [entityId])),
  relationIds: rows.flatMap(({ relationId }) => (relationId === null ? [] : [relationId]))
})

const judged = (rows: ReadonlyArray<Standing>) => {
  const groups = Map.groupBy(rows, ({ subjectId, predicate }) => `${subjectId} ${predicate}`)
  return [...groups.values()].flatMap((group) => {
    const statements = group.map(({ relationId: id, saidAt }) => ({ id, saidAt }))
    const [first] = group
    return first !== undefined && oneAtATime.has(first.predicate) ? timeline(statements) : gathered(statements)
  })
}

/** What a message adds to the graph, when nothing was found in its document before. */
export interface Added {
  readonly statedAt: Date
  readonly entities: ReadonlyArray<Heard>
  /** What nothing else can contradict. */
  readonly relations: ReadonlyArray<Heard>
  /** Of what a thing has one of at a time, where other mail says otherwise. */
  readonly contested: ReadonlyArray<RelationId>
}

/**
 * Brings the states of what a document spoke of in line with the evidence that
 * stands, and marks every claim stale that rests on what no longer does. The same
 * evidence gives the same states in whatever order it came. Nothing else of the
 * client is looked at: its evidence is what it was.
 */
export const settling = Effect.gen(function* () {
  const graph = yield* settlingRepo
  const claims = yield* claimsRepo

  const all = Effect.fnUntraced(function* (clientId: ClientId, { entityIds, relationIds }: Touched, cause: Cause) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    const before = relationIds.length === 0 ? [] : yield* graph.standing({ ...key, relationIds, oneAtATime: [...oneAtATime] })
    const after = judged(before)
    const was = new Map(before.map((one) => [one.relationId, one]))
    if (after.length > 0) {
      yield* graph.settleRelations({
        ...key,
        relations: after.map(({ id, ...rest }) => ({ relationId: id, ...rest, confidence: was.get(id)?.confidence ?? null }))
      })
    }
    const entities = entityIds.length === 0 ? [] : yield* graph.settleEntities({ ...key, entityIds })
    const gone = [
      ...after.flatMap(({ id, state }) => (falls(was.get(id)?.state, state) ? [{ kind: "relation", id }] : [])),
      ...entities.flatMap(({ entityId, was: from, is }) =>
        from === "current" && is === "stale" ? [{ kind: "entity", id: entityId }] : []
      )
    ]
    if (gone.length === 0) return 0
    const since = yield* DateTime.nowAsDate
    const marked = yield* claims.markStale({ ...key, sources: gone, ...cause, since })
    return marked.length
  })

  /** The same for mail that only adds, in a time that does not grow with what is known: what stood before is in the rows. */
  const added = Effect.fnUntraced(function* (clientId: ClientId, more: Added, cause: Cause) {
    const { organizationId } = yield* CurrentTenant
    const { contested, ...heard } = more
    if (heard.entities.length + heard.relations.length > 0) yield* graph.heardAgain({ organizationId, clientId, ...heard })
    if (contested.length > 0) yield* all(clientId, { entityIds: [], relationIds: contested }, cause)
  })

  return { all, added }
})

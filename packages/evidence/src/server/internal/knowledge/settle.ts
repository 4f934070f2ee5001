import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { DateTime, Effect } from "effect"
import type { EntityId } from "../../../contract/graph/ids.ts"
import type { StaleClaim } from "../../../contract/graph/StaleClaim.ts"
import { gathered, timeline } from "../../../contract/graph/timeline.ts"
import type { Ontology } from "../../../contract/ontology/Ontology.ts"
import { registered } from "../../../contract/ontology/wealthManagement.ts"
import { claimsRepo } from "./ClaimsRepo.ts"
import { graphRepo, type Standing } from "./GraphRepo.ts"

export interface Cause {
  readonly documentId: DocumentId
  readonly reason: StaleClaim["reason"]
}

const functional = (ontologies: ReadonlyArray<Ontology>): ReadonlySet<string> =>
  new Set(
    ontologies.flatMap(({ links, values }) =>
      [...links, ...values].filter((one) => one.functional).map(({ predicate }) => predicate)
    )
  )

const oneAtATime = functional(registered)

const judged = (rows: ReadonlyArray<Standing>) => {
  const groups = Map.groupBy(rows, ({ subjectId, predicate }) => `${subjectId} ${predicate}`)
  return [...groups.values()].flatMap((group) => {
    const statements = group.map(({ relationId: id, saidAt }) => ({ id, saidAt }))
    const [first] = group
    return first !== undefined && oneAtATime.has(first.predicate) ? timeline(statements) : gathered(statements)
  })
}

/**
 * Brings the states of these entities, and of what they are the subject of, in line
 * with the evidence that stands, and marks every claim stale that rests on what no
 * longer does. The same evidence gives the same states in whatever order it came.
 */
export const settling = Effect.gen(function* () {
  const graph = yield* graphRepo
  const claims = yield* claimsRepo

  return Effect.fnUntraced(function* (clientId: ClientId, entityIds: ReadonlyArray<EntityId>, cause: Cause) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    if (entityIds.length === 0) return 0
    const before = yield* graph.standing({ ...key, subjectIds: entityIds })
    const after = judged(before)
    yield* graph.settleRelations({
      ...key,
      relations: after.map(({ id, ...rest }) => ({ relationId: id, ...rest }))
    })
    const entities = yield* graph.settleEntities({ ...key, entityIds })
    const was = new Map(before.map(({ relationId, state }) => [relationId, state]))
    const gone = [
      ...after.flatMap(({ id, state }) => (was.get(id) === "current" && state !== "current" ? [{ kind: "relation", id }] : [])),
      ...entities.flatMap(({ entityId, was: from, is }) =>
        from === "current" && is === "stale" ? [{ kind: "entity", id: entityId }] : []
      )
    ]
    if (gone.length === 0) return 0
    const since = yield* DateTime.nowAsDate
    const marked = yield* claims.markStale({ ...key, sources: gone, ...cause, since })
    return marked.length
  })
})

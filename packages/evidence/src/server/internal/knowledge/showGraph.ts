import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { DateTime, Effect, Option } from "effect"
import { type Entity, type GraphSource, mostEntities, type Relation } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"
import { mostSources } from "./openGraph.ts"
import { type OpenedGraph, type Spoken, spokenIn, within } from "./OpenedGraph.ts"
import { openedGraphRepo } from "./OpenedGraphRepo.ts"

export interface Shown {
  readonly entities: ReadonlyArray<Entity>
  readonly relations: ReadonlyArray<Relation>
  readonly sources: ReadonlyArray<GraphSource>
  readonly truncated: boolean
  readonly broken: number
}

/** What stands around some seeds of an opened graph; inside a tenant transaction. */
export const graphShower = Effect.gen(function* () {
  const repo = yield* openedGraphRepo
  const open = yield* openSealed

  const withTitles = Effect.fnUntraced(function* (clientId: ClientId, { titles }: OpenedGraph, spoken: ReadonlyArray<Spoken>) {
    const { organizationId } = yield* CurrentTenant
    const versionIds = spoken.flatMap(({ documentVersionId: id }) => (titles.has(id) ? [] : [id]))
    if (versionIds.length > 0) {
      const rows = yield* repo.titles({ organizationId, clientId, versionIds })
      const texts = yield* open(
        rows.map(({ documentVersionId, titleSealed }) => ({
          owner: clientId,
          purpose: purposes.title(documentVersionId),
          sealed: titleSealed
        }))
      ).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
      rows.forEach(({ documentId, documentVersionId }, index) =>
        titles.set(documentVersionId, { documentId, title: Option.getOrNull(texts[index] ?? Option.none<string>()) })
      )
    }
    return spoken.flatMap(({ documentVersionId, statedAt }): ReadonlyArray<GraphSource> => {
      const named = titles.get(documentVersionId)
      return named === undefined ? [] : [{ ...named, documentVersionId, statedAt: DateTime.makeUnsafe(statedAt) }]
    })
  })

  return Effect.fnUntraced(function* (clientId: ClientId, graph: OpenedGraph, seeds: ReadonlyArray<EntityId>, hops: number) {
    const reached = within(graph, seeds, hops)
    const kept = reached.slice(0, mostEntities)
    const ids = new Set(kept.map(({ entityId }) => entityId))
    const shown: Shown = {
      entities: kept.map(({ broken: _, nameWords: _words, ontologyId: _ontology, spokenOfIn: _spoken, ...entity }) => entity),
      relations: graph.relations.filter(({ objectId, subjectId }) => ids.has(subjectId) && ids.has(objectId)),
      sources: yield* withTitles(clientId, graph, spokenIn(kept, mostSources)),
      truncated: reached.length > kept.length,
      broken: kept.reduce((sum, { broken }) => sum + broken, 0)
    }
    return shown
  })
})

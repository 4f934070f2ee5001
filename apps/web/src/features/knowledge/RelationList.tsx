import { EntityId, RelationId } from "@beep/evidence/contract/graph/ids"
import type { GraphEdge, GraphNode } from "@beep/ui/graph-layout"
import { knowledge } from "../../messages/knowledge.ts"
import type { KnowledgeSearch, Selection } from "./KnowledgeSearch.ts"

const row =
  "flex w-full min-h-8 flex-wrap items-center gap-x-3 rounded-control px-2 py-1 text-left text-13 hover:bg-hover aria-pressed:bg-brand-tint"

/** The graph without a picture: the same nodes and relations, with the same actions. */
export const RelationList = ({
  edges,
  nodes,
  onSelect,
  search
}: {
  readonly nodes: ReadonlyArray<GraphNode>
  readonly edges: ReadonlyArray<GraphEdge>
  readonly search: KnowledgeSearch
  readonly onSelect: (selection: Selection) => void
}) => {
  const names = new Map(nodes.map(({ id, label }) => [id, label]))
  return (
    <div className="grid content-start gap-4 px-2 py-3">
      <ul aria-label={knowledge.zoom.points}>
        {nodes.map(({ description, id }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={search.entity === id}
              onClick={() => onSelect({ entity: EntityId.make(id) })}
              className={row}
            >
              <span className="font-medium">{description}</span>
            </button>
          </li>
        ))}
      </ul>
      <ul aria-label={knowledge.relations} className="border-t border-line pt-3">
        {edges.map(({ from, id, label, to }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={search.relation === id}
              onClick={() => onSelect({ relation: RelationId.make(id) })}
              className={row}
            >
              <span className="font-medium">{names.get(from)}</span>
              <span className="text-muted">{label}</span>
              <span>{names.get(to)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

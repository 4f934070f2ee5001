import type { Entity } from "@beep/evidence/contract/graph/Graph"
import type { EntityType, Ontology } from "@beep/evidence/contract/ontology/Ontology"
import { NodeGlyph } from "@beep/ui/NodeGlyph"
import { useNavigate } from "@tanstack/react-router"
import { knowledge } from "../../messages/knowledge.ts"
import { shapeOf, typeCounts } from "./graphModel.ts"
import type { KnowledgeSearch } from "./KnowledgeSearch.ts"

/** What kinds of things are known, and which of them are shown. */
export const TypeFilter = ({
  entities,
  ontology,
  search
}: {
  readonly search: KnowledgeSearch
  readonly entities: ReadonlyArray<Entity>
  readonly ontology: Ontology
}) => {
  const navigate = useNavigate()
  const hidden = search.hidden ?? []
  const toggle = (type: EntityType) => {
    const next = hidden.includes(type) ? hidden.filter((one) => one !== type) : [...hidden, type]
    const { hidden: _hidden, ...rest } = search
    void navigate({ to: "/knowledge", search: next.length === 0 ? rest : { ...rest, hidden: next }, resetScroll: false })
  }
  const counts = typeCounts(
    entities,
    ontology.entities.map(({ type }) => type)
  )
  if (counts.length === 0) return null
  return (
    <section aria-labelledby="types" className="border-t border-line py-3">
      <h3 id="types" className="px-4 pb-1 text-13 font-semibold">
        {knowledge.typesTitle}
      </h3>
      <ul className="px-2">
        {counts.map(({ count, type }) => {
          const isShown = !hidden.includes(type)
          return (
            <li key={type}>
              <button
                type="button"
                aria-pressed={isShown}
                onClick={() => toggle(type)}
                className="flex min-h-8 w-full items-center gap-2.5 rounded-control px-2 text-left text-13 hover:bg-hover"
              >
                <NodeGlyph shape={shapeOf[type]} />
                <span className={isShown ? undefined : "text-muted line-through"}>{knowledge.types[type]}</span>
                <span className="ml-auto text-muted tabular-nums">{count}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

import type { GraphView } from "@beep/evidence/contract/graph/Graph"
import type { Ontology } from "@beep/evidence/contract/ontology/Ontology"
import { GraphCanvas } from "@beep/ui/GraphCanvas"
import { Pill } from "@beep/ui/Pill"
import { SelectField } from "@beep/ui/SelectField"
import { useNavigate } from "@tanstack/react-router"
import { useMemo } from "react"
import { knowledge } from "../../messages/knowledge.ts"
import { useListMode } from "../../shell/listMode.ts"
import { edgesOf, nodesOf, type Shown } from "./graphModel.ts"
import { type KnowledgeSearch, selecting, type Selection, withoutSeed } from "./KnowledgeSearch.ts"
import { RelationList } from "./RelationList.tsx"

const hops = [1, 2, 3] as const

export interface GraphPaneProps {
  readonly view: GraphView
  readonly shown: Shown
  readonly lit: ReadonlySet<string>
  readonly search: KnowledgeSearch
  readonly ontology: Ontology
  readonly ontologies: ReadonlyArray<Ontology>
}

/** The graph as a picture, or the same nodes and relations as a list. */
export const GraphPane = ({ lit, ontologies, ontology, search, shown, view }: GraphPaneProps) => {
  const navigate = useNavigate()
  const list = useListMode()
  const nodes = useMemo(() => nodesOf(shown), [shown])
  const edges = useMemo(() => edgesOf(shown), [shown])
  const go = (next: KnowledgeSearch) => void navigate({ to: "/knowledge", search: next, resetScroll: false })
  const select = (selection: Selection) => go(selecting(search, selection))
  const current = search.hops ?? 2
  return (
    <section aria-labelledby="graph" className="flex min-w-0 flex-col border-line lg:border-x">
      <div className="flex min-h-13 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h2 id="graph" className="mr-auto text-14 font-semibold">
          {knowledge.graph}
        </h2>
        <div role="group" aria-label={knowledge.hopsLabel} className="flex gap-1">
          {hops.map((count) => (
            <Pill key={count} pressed={count === current} onClick={() => go({ ...search, hops: count })}>
              {knowledge.hops(count)}
            </Pill>
          ))}
        </div>
        {list ? null : (
          <Pill
            pressed={search.labels !== "off"}
            onClick={() => {
              const { labels, ...rest } = search
              go(labels === "off" ? rest : { ...rest, labels: "off" })
            }}
          >
            {knowledge.edgeLabels}
          </Pill>
        )}
      </div>
      <div className="flex min-h-96 flex-1 flex-col lg:min-h-0 lg:overflow-y-auto">
        {list ? (
          <RelationList nodes={nodes} edges={edges} search={search} onSelect={select} />
        ) : (
          <GraphCanvas
            label={knowledge.graph}
            summary={knowledge.graphSummary(nodes.length, edges.length)}
            nodes={nodes}
            edges={edges}
            selected={search.entity ?? search.relation}
            lit={lit}
            edgeLabels={search.labels !== "off"}
            words={knowledge.zoom}
            onSelect={(id) => {
              const entity = shown.entities.find(({ entityId }) => entityId === id)
              const relation = shown.relations.find(({ relationId }) => relationId === id)
              if (entity !== undefined) select({ entity: entity.entityId })
              else if (relation !== undefined) select({ relation: relation.relationId })
            }}
          />
        )}
      </div>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-12 text-muted tabular-nums">
        <span>{knowledge.graphFoot(shown.entities.length, shown.relations.length, shown.dropped)}</span>
        {view.stats.broken > 0 ? <span className="text-warn">{knowledge.graphBroken(view.stats.broken)}</span> : null}
        {view.stats.truncated ? <span>{knowledge.graphTruncated}</span> : null}
        <SelectField
          label={knowledge.ontology}
          labelHidden
          className="ml-auto"
          value={ontology.id}
          onChange={(event) => {
            const chosen = ontologies.find(({ id }) => id === event.currentTarget.value)
            if (chosen !== undefined) go({ ...withoutSeed(selecting(search, {})), ontology: chosen.id })
          }}
        >
          {ontologies.map(({ enabled, id, label }) => (
            <option key={id} value={id} disabled={!enabled}>
              {label}
            </option>
          ))}
        </SelectField>
      </footer>
    </section>
  )
}

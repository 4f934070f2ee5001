import type { Attribute, Entity, Relation } from "@beep/evidence/contract/graph/Graph"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { Chip } from "@beep/ui/Chip"
import { classes } from "@beep/ui/classes"
import { EmptyState } from "@beep/ui/EmptyState"
import { IconButton } from "@beep/ui/IconButton"
import { KeyValues } from "@beep/ui/KeyValues"
import { useMedia } from "@beep/ui/useMedia"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { ArrowLeft, SearchX, X } from "lucide-react"
import { type ReactNode, useEffect, useEffectEvent, useRef } from "react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { exactInstant } from "../../shell/times.ts"
import { documentQuery } from "../evidence/queries.ts"
import { EvidenceSources } from "./EvidenceSources.tsx"
import { labelOf, nodeLabel, type Shown } from "./graphModel.ts"
import { type KnowledgeSearch, selecting, type Selection, withoutThread } from "./KnowledgeSearch.ts"
import { ThreadView } from "./ThreadView.tsx"
import { literalText } from "./literalText.ts"

interface Place {
  readonly clientId: ClientId
  readonly shown: Shown
  readonly search: KnowledgeSearch
}

interface InspectorProps extends Place {
  readonly memberId: MemberId
  readonly mayFile: boolean
}

interface Choosing {
  readonly onSelect: (selection: Selection) => void
}

const target = "min-h-6 rounded-chip text-left font-medium text-brand-text hover:underline"

const StateChip = ({ state }: { readonly state: Relation["state"] }) =>
  state === "current" ? null : <Chip tone={state === "contradicted" ? "warn" : "info"}>{knowledge.stateWords[state]}</Chip>

const Values = ({
  attributes,
  onSelect,
  selected
}: Choosing & {
  readonly attributes: ReadonlyArray<Attribute>
  readonly selected: KnowledgeSearch["relation"]
}) =>
  attributes.length === 0 ? null : (
    <section className="grid gap-1 border-t border-line px-4 py-3">
      <h3 className="text-13 font-semibold">{knowledge.attributes}</h3>
      <ul>
        {attributes.map(({ predicate, relationId, state, value }) => (
          <li key={relationId}>
            <button
              type="button"
              aria-pressed={relationId === selected}
              onClick={() => onSelect({ relation: relationId })}
              className="flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-control px-2 py-1 text-left text-13 hover:bg-hover aria-pressed:bg-brand-tint"
            >
              <span className="text-muted">{predicate}</span>
              <span className="ml-auto text-right font-medium">{literalText(value)}</span>
              <StateChip state={state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )

const Neighbours = ({ entity, onSelect, shown }: Choosing & { readonly entity: Entity; readonly shown: Shown }) => {
  const names = new Map(shown.entities.map((one) => [one.entityId, nodeLabel(one)]))
  const lines = shown.relations.flatMap((relation) =>
    relation.subjectId === entity.entityId
      ? [{ relation, other: relation.objectId, predicate: knowledge.outward(relation.predicate) }]
      : relation.objectId === entity.entityId
        ? [{ relation, other: relation.subjectId, predicate: knowledge.inward(relation.predicate) }]
        : []
  )
  if (lines.length === 0) return null
  return (
    <section className="grid gap-1 border-t border-line px-4 py-3">
      <h3 className="text-13 font-semibold">
        {knowledge.neighbours}
        <span className="ml-2 font-normal text-muted tabular-nums">{lines.length}</span>
      </h3>
      <ul className="text-13">
        {lines.map(({ other, predicate, relation }) => (
          <li key={relation.relationId} className="flex min-h-7 flex-wrap items-center gap-x-2">
            <button
              type="button"
              onClick={() => onSelect({ relation: relation.relationId })}
              className="min-h-6 rounded-chip text-muted hover:underline"
            >
              {predicate}
            </button>
            <button type="button" onClick={() => onSelect({ entity: other })} className={`${target} ml-auto`}>
              {names.get(other) ?? knowledge.brokenName}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const EntityFacts = ({ entity, onSelect, search, shown }: Choosing & Omit<Place, "clientId"> & { readonly entity: Entity }) => {
  const navigate = useNavigate()
  const degree = shown.relations.filter(
    ({ objectId, subjectId }) => subjectId === entity.entityId || objectId === entity.entityId
  ).length
  return (
    <>
      <div className="grid gap-3 px-4 py-3">
        <p className="text-14 font-semibold break-words">{labelOf(entity)}</p>
        <KeyValues
          items={[
            { name: knowledge.type, value: knowledge.types[entity.type] },
            { name: knowledge.confidence, value: entity.confidence.toFixed(2) },
            { name: knowledge.degree, value: degree },
            { name: knowledge.distance, value: entity.distance },
            { name: knowledge.lastStated, value: exactInstant(entity.lastStatedAt) },
            ...(entity.aliases.length === 0 ? [] : [{ name: knowledge.aliases, value: entity.aliases.join(", ") }])
          ]}
        />
        {search.seed === entity.entityId ? null : (
          <Button
            size="small"
            className="justify-self-start"
            onClick={() => void navigate({ to: "/knowledge", search: { ...search, seed: entity.entityId } })}
          >
            {knowledge.focusHere}
          </Button>
        )}
      </div>
      <Values attributes={entity.attributes} selected={search.relation} onSelect={onSelect} />
      <Neighbours entity={entity} shown={shown} onSelect={onSelect} />
    </>
  )
}

const RelationFacts = ({ onSelect, relation, shown }: Choosing & { readonly relation: Relation; readonly shown: Shown }) => {
  const names = new Map(shown.entities.map((one) => [one.entityId, nodeLabel(one)]))
  const end = (id: Relation["subjectId"]) => (
    <button type="button" onClick={() => onSelect({ entity: id })} className={target}>
      {names.get(id) ?? knowledge.brokenName}
    </button>
  )
  return (
    <div className="grid gap-3 px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-14">
        {end(relation.subjectId)}
        <Chip tone="brand">{relation.predicate}</Chip>
        {end(relation.objectId)}
      </p>
      <KeyValues
        items={[
          { name: knowledge.confidence, value: relation.confidence.toFixed(2) },
          { name: knowledge.state, value: knowledge.stateWords[relation.state] },
          { name: knowledge.since, value: exactInstant(relation.validFrom) },
          ...(relation.validTo === null ? [] : [{ name: knowledge.until, value: exactInstant(relation.validTo) }])
        ]}
      />
    </div>
  )
}

const ValueFacts = ({ attribute, entity, onSelect }: Choosing & { readonly attribute: Attribute; readonly entity: Entity }) => (
  <div className="grid gap-3 px-4 py-3">
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-14">
      <button type="button" onClick={() => onSelect({ entity: entity.entityId })} className={target}>
        {nodeLabel(entity)}
      </button>
      <Chip tone="brand">{attribute.predicate}</Chip>
      <span className="font-medium">{literalText(attribute.value)}</span>
    </p>
    <KeyValues
      items={[
        { name: knowledge.confidence, value: attribute.confidence.toFixed(2) },
        { name: knowledge.state, value: knowledge.stateWords[attribute.state] },
        { name: knowledge.since, value: exactInstant(attribute.validFrom) },
        ...(attribute.validTo === null ? [] : [{ name: knowledge.until, value: exactInstant(attribute.validTo) }])
      ]}
    />
  </div>
)

const DocumentHead = ({
  clientId,
  documentId
}: Pick<Place, "clientId"> & {
  readonly documentId: NonNullable<KnowledgeSearch["document"]>
}) => {
  const query = useQuery(documentQuery(clientId, documentId, undefined))
  const title = query.data?.title ?? null
  return (
    <p className="px-4 py-3 text-14 font-semibold break-words">
      {title === null || title.trim() === "" ? evidence.noSubject : title}
    </p>
  )
}

const Pane = ({
  children,
  of,
  onClose,
  title,
  toThread
}: {
  /** The way back to the thread something was selected in. */
  readonly toThread?: (() => void) | undefined
  /** What was chosen; null while nothing is. */
  readonly of: string | null
  readonly title: string
  readonly onClose?: () => void
  readonly children: ReactNode
}) => {
  const pane = useRef<HTMLElement>(null)
  const stacked = useMedia("(max-width: 1023px)")
  const chosen = onClose !== undefined
  const close = useEffectEvent(() => onClose?.())
  useEffect(() => {
    if (!chosen) return undefined
    const listen = (event: KeyboardEvent) => {
      const isTaken = event.defaultPrevented || document.querySelector("dialog[open]") !== null
      if (event.key !== "Escape" || isTaken || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      close()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [chosen])
  // What was chosen is shown from its beginning; where the panes stand one below the other, it is below.
  useEffect(() => {
    if (pane.current !== null) pane.current.scrollTop = 0
    if (stacked && chosen) void pane.current?.scrollIntoView({ block: "start" })
  }, [stacked, chosen, of])
  return (
    <aside
      ref={pane}
      aria-labelledby="selected"
      className={classes("min-w-0 max-lg:border-t max-lg:border-line lg:overflow-y-auto", chosen && "max-lg:min-h-dvh")}
    >
      <div className="flex min-h-13 items-center gap-2 border-b border-line px-4">
        <h2 id="selected" className="text-14 font-semibold">
          {title}
        </h2>
        {toThread === undefined ? null : (
          <Button size="small" variant="quiet" className="ml-auto" onClick={toThread}>
            <ArrowLeft aria-hidden="true" strokeWidth={1.5} />
            {knowledge.toThread}
          </Button>
        )}
        {onClose === undefined ? null : (
          <IconButton
            label={knowledge.close}
            icon={<X className="size-4" strokeWidth={1.5} />}
            className={toThread === undefined ? "ml-auto" : undefined}
            onClick={onClose}
          />
        )}
      </div>
      {children}
    </aside>
  )
}

/** What is selected: what is known of it, and the exact words it rests on. */
export const Inspector = ({ clientId, mayFile, memberId, search, shown }: InspectorProps) => {
  const navigate = useNavigate()
  const onSelect = (selection: Selection) =>
    void navigate({ to: "/knowledge", search: selecting(search, selection), resetScroll: false })
  const onClose = () => void navigate({ to: "/knowledge", search: withoutThread(search), resetScroll: false })
  const toThread = search.thread === undefined ? undefined : () => onSelect({})
  if (search.document !== undefined)
    return (
      <Pane of={search.document} title={evidence.documents} onClose={onClose} toThread={toThread}>
        <DocumentHead clientId={clientId} documentId={search.document} />
        <EvidenceSources
          key={search.document}
          clientId={clientId}
          ontologyId={shown.ontologyId}
          of={{ documentId: search.document }}
        />
      </Pane>
    )
  if (search.entity !== undefined) {
    const entity = shown.entities.find(({ entityId }) => entityId === search.entity)
    if (entity !== undefined)
      return (
        <Pane of={entity.entityId} title={knowledge.types[entity.type]} onClose={onClose} toThread={toThread}>
          <EntityFacts entity={entity} search={search} shown={shown} onSelect={onSelect} />
          <EvidenceSources
            key={entity.entityId}
            clientId={clientId}
            ontologyId={shown.ontologyId}
            of={{ entityId: entity.entityId }}
          />
        </Pane>
      )
  }
  if (search.relation !== undefined) {
    const of = { relationId: search.relation }
    const relation = shown.relations.find(({ relationId }) => relationId === search.relation)
    if (relation !== undefined)
      return (
        <Pane of={relation.relationId} title={knowledge.relation} onClose={onClose} toThread={toThread}>
          <RelationFacts relation={relation} shown={shown} onSelect={onSelect} />
          <EvidenceSources key={relation.relationId} clientId={clientId} ontologyId={shown.ontologyId} of={of} />
        </Pane>
      )
    for (const entity of shown.entities) {
      const attribute = entity.attributes.find(({ relationId }) => relationId === search.relation)
      if (attribute !== undefined)
        return (
          <Pane of={attribute.relationId} title={attribute.predicate} onClose={onClose} toThread={toThread}>
            <ValueFacts attribute={attribute} entity={entity} onSelect={onSelect} />
            <EvidenceSources key={attribute.relationId} clientId={clientId} ontologyId={shown.ontologyId} of={of} />
          </Pane>
        )
    }
  }
  const nothing = search.entity === undefined && search.relation === undefined
  if (nothing && search.thread !== undefined)
    return (
      <Pane of={search.thread} title={knowledge.thread} onClose={onClose}>
        <ThreadView
          key={search.thread}
          clientId={clientId}
          memberId={memberId}
          mayFile={mayFile}
          threadId={search.thread}
          shown={shown}
          onSelect={onSelect}
        />
      </Pane>
    )
  return nothing ? (
    <Pane of={null} title={knowledge.inspector}>
      <EmptyState title={knowledge.inspectorEmpty} text={knowledge.inspectorEmptyText} />
    </Pane>
  ) : (
    <Pane of={null} title={knowledge.inspector} onClose={onClose} toThread={toThread}>
      <EmptyState title={knowledge.gone} text={knowledge.goneText} icon={<SearchX strokeWidth={1.5} />} />
    </Pane>
  )
}

import type { Entity, GraphView } from "@beep/evidence/contract/graph/Graph"
import type { QueryResult } from "@beep/evidence/contract/graph/Query"
import type { EntityType, Ontology } from "@beep/evidence/contract/ontology/Ontology"
import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { Pill } from "@beep/ui/Pill"
import { SearchField } from "@beep/ui/SearchField"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { type ReactNode, useRef, useState } from "react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useCommand } from "../../shell/shortcuts.ts"
import { shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { participantName } from "../evidence/participants.ts"
import { documentsQuery } from "../evidence/queries.ts"
import { nodeLabel, typeCounts } from "./graphModel.ts"
import { type KnowledgeSearch, selecting } from "./KnowledgeSearch.ts"

interface Place {
  readonly clientId: ClientId
  readonly search: KnowledgeSearch
}

const line = "mx-2 grid gap-0.5 rounded-control p-2 text-13 hover:bg-hover aria-[current]:bg-brand-tint"

const Documents = ({ clientId, search }: Place) => {
  const now = useNow()
  const query = useInfiniteQuery(documentsQuery(clientId))
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const documents = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="household-mail">
      <h3 id="household-mail" className="px-4 pt-3 text-12 text-muted tabular-nums">
        {knowledge.documents(documents.length)}
        {query.hasNextPage ? "+" : ""}
      </h3>
      <ul className="grid gap-0.5 py-2 max-lg:max-h-72 max-lg:overflow-y-auto">
        {documents.map(({ documentId, from, receivedAt, sentAt, state, title }) => (
          <li key={documentId}>
            <Link
              to="/knowledge"
              search={selecting(search, { document: documentId })}
              resetScroll={false}
              aria-current={search.document === documentId ? "true" : undefined}
              className={line}
            >
              <span className="flex min-w-0 items-center gap-2">
                <span className="flex-1 truncate font-medium">
                  {state !== "readable"
                    ? evidence.stateWords[state]
                    : title === null || title.trim() === ""
                      ? evidence.noSubject
                      : title}
                </span>
                <span className="text-12 text-muted">{shortDay(sentAt ?? receivedAt, now)}</span>
              </span>
              <span className="truncate text-muted">{from === null ? evidence.unknownSender : participantName(from)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className="px-4 pb-3">
          <Button size="small" unavailable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {evidence.more}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

const Hits = ({ children, count, title }: { readonly title: string; readonly count: number; readonly children: ReactNode }) =>
  count === 0 ? null : (
    <section className="border-t border-line pt-3 first:border-t-0">
      <h3 className="px-4 text-12 font-medium text-fg-2">
        {title}
        <span className="ml-1 font-normal text-muted tabular-nums">{count}</span>
      </h3>
      <ul className="grid gap-0.5 py-2">{children}</ul>
    </section>
  )

const Found = ({ found, search }: Pick<Place, "search"> & { readonly found: QueryResult }) => {
  const names = new Map(found.entities.map((entity) => [entity.entityId, nodeLabel(entity)]))
  const titles = new Map(found.sources.map(({ documentVersionId, title }) => [documentVersionId, title]))
  const total = found.entities.length + found.relations.length + found.context.length
  if (total === 0)
    return (
      <p role="status" className="px-4 py-3 text-13 text-muted">
        {knowledge.noHits} {knowledge.noHitsSearched(found.sources.length)}
      </p>
    )
  return (
    <div>
      <p role="status" className="px-4 py-2 text-12 text-muted">
        {knowledge.hitCount(total)}
        {found.stats.truncated ? `. ${knowledge.truncated}` : ""}
      </p>
      <Hits title={knowledge.hits.entities} count={found.entities.length}>
        {found.entities.map((entity) => (
          <li key={entity.entityId}>
            <Link
              to="/knowledge"
              search={selecting(search, { entity: entity.entityId })}
              resetScroll={false}
              aria-current={search.entity === entity.entityId ? "true" : undefined}
              className={line}
            >
              <span className="truncate font-medium">{nodeLabel(entity)}</span>
              <span className="text-muted">{knowledge.types[entity.type]}</span>
            </Link>
          </li>
        ))}
      </Hits>
      <Hits title={knowledge.hits.relations} count={found.relations.length}>
        {found.relations.map(({ objectId, predicate, relationId, subjectId }) => (
          <li key={relationId}>
            <Link
              to="/knowledge"
              search={selecting(search, { relation: relationId })}
              resetScroll={false}
              aria-current={search.relation === relationId ? "true" : undefined}
              className={line}
            >
              <span className="truncate font-medium">{names.get(subjectId) ?? knowledge.brokenName}</span>
              <span className="truncate text-muted">
                {predicate} {names.get(objectId) ?? knowledge.brokenName}
              </span>
            </Link>
          </li>
        ))}
      </Hits>
      <Hits title={knowledge.hits.context} count={found.context.length}>
        {found.context.map(({ documentId, documentVersionId, endChar, redacted, startChar }) => (
          <li key={`${documentVersionId}:${startChar}:${endChar}`}>
            <Link to="/knowledge" search={selecting(search, { document: documentId })} resetScroll={false} className={line}>
              <span className="truncate font-medium">{titles.get(documentVersionId) ?? evidence.noSubject}</span>
              <span className="line-clamp-3 text-fg-2">{redacted}</span>
              <span className="text-12 text-muted tabular-nums">{knowledge.context(startChar, endChar)}</span>
            </Link>
          </li>
        ))}
      </Hits>
    </div>
  )
}

const Types = ({
  entities,
  ontology,
  search
}: Pick<Place, "search"> & {
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
  return (
    <section aria-labelledby="types" className="border-t border-line px-4 py-3">
      <h3 id="types" className="pb-2 text-13 font-semibold">
        {knowledge.typesTitle}
      </h3>
      <div className="flex flex-wrap gap-1.5">
        {typeCounts(
          entities,
          ontology.entities.map(({ type }) => type)
        ).map(({ count, type }) => (
          <Pill key={type} pressed={!hidden.includes(type)} count={count} onClick={() => toggle(type)}>
            {knowledge.types[type]}
          </Pill>
        ))}
      </div>
    </section>
  )
}

export interface FindPaneProps extends Place {
  readonly view: GraphView
  readonly ontology: Ontology
  readonly found: QueryResult | undefined
  readonly failed: { readonly error: unknown; readonly retry: () => void } | undefined
  readonly words: string
  readonly onFind: (words: string) => void
}

/** The words of a search, what they found, and otherwise the household's mail. */
export const FindPane = ({ clientId, failed, found, onFind, ontology, search, view, words }: FindPaneProps) => {
  const [typed, setTyped] = useState(words)
  const field = useRef<HTMLInputElement>(null)
  useCommand("search", () => field.current?.focus())
  return (
    <section aria-labelledby="find" className="min-w-0 lg:overflow-y-auto">
      <h2 id="find" className="sr-only">
        {knowledge.find}
      </h2>
      <form
        role="search"
        className="flex min-h-13 items-center gap-2 border-b border-line px-4"
        onSubmit={(event) => {
          event.preventDefault()
          onFind(typed.trim())
        }}
      >
        <SearchField
          ref={field}
          label={knowledge.search}
          placeholder={knowledge.search}
          shortcut="/"
          maxLength={400}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className="min-w-0 flex-1"
        />
        <Button type="submit" size="small">
          {knowledge.searchButton}
        </Button>
      </form>
      {words === "" ? null : (
        <div className="px-4 pt-2">
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setTyped("")
              onFind("")
            }}
          >
            {knowledge.clear}
          </Button>
        </div>
      )}
      {failed !== undefined ? (
        <Failed error={failed.error} onRetry={failed.retry} />
      ) : words === "" ? (
        <Documents clientId={clientId} search={search} />
      ) : found === undefined ? null : (
        <Found found={found} search={search} />
      )}
      <Types entities={view.entities} ontology={ontology} search={search} />
    </section>
  )
}

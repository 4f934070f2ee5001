import type { QueryResult } from "@beep/evidence/contract/graph/Query"
import type { MailThread } from "@beep/evidence/contract/mail/MailThread"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { nodeLabel } from "./graphModel.ts"
import { type KnowledgeSearch, reading, selecting } from "./KnowledgeSearch.ts"
import { paneLine } from "./paneLine.ts"
import { threadsOfQuery } from "./queries.ts"
import { ThreadLine } from "./ThreadList.tsx"

type Slice = QueryResult["context"][number]

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

const Words = ({ search, slices }: { readonly search: KnowledgeSearch; readonly slices: ReadonlyArray<Slice> }) => (
  <ul className="grid gap-0.5 pl-3">
    {slices.map(({ documentId, documentVersionId, endChar, redacted, startChar }) => (
      <li key={`${documentVersionId}:${startChar}:${endChar}`}>
        <Link to="/knowledge" search={selecting(search, { document: documentId })} resetScroll={false} className={paneLine}>
          <span className="line-clamp-3 text-fg-2">{redacted}</span>
          <span className="text-12 text-muted tabular-nums">{knowledge.context(startChar, endChar)}</span>
        </Link>
      </li>
    ))}
  </ul>
)

interface Group {
  readonly key: string
  readonly thread: MailThread | undefined
  readonly title: string
  readonly slices: ReadonlyArray<Slice>
}

/** Words of one thread stand together, in the order of the best of them; a message of no thread stands for itself. */
const grouped = (found: QueryResult, threads: ReadonlyArray<MailThread>): ReadonlyArray<Group> => {
  const threadOf = new Map<DocumentId, MailThread>(threads.flatMap((thread) => thread.asked.map((id) => [id, thread] as const)))
  const titles = new Map(found.sources.map(({ documentVersionId, title }) => [documentVersionId, title]))
  const groups = Map.groupBy(found.context, ({ documentId }) => threadOf.get(documentId)?.threadId ?? documentId)
  return [...groups.entries()].map(([key, slices]) => {
    const [first] = slices
    return {
      key,
      thread: first === undefined ? undefined : threadOf.get(first.documentId),
      title: (first === undefined ? null : titles.get(first.documentVersionId)) ?? evidence.noSubject,
      slices
    }
  })
}

const WordHits = ({
  clientId,
  found,
  search
}: {
  readonly clientId: ClientId
  readonly found: QueryResult
  readonly search: KnowledgeSearch
}) => {
  const documents = [...new Set(found.context.map(({ documentId }) => documentId))].toSorted()
  const query = useQuery(threadsOfQuery(clientId, documents))
  if (documents.length === 0) return null
  if (query.isPending)
    return (
      <Loading what={knowledge.loadingThreads}>
        <Skeleton className="m-4 h-16" />
      </Loading>
    )
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const groups = grouped(found, query.data.items)
  return (
    <Hits title={knowledge.hits.context} count={found.context.length}>
      {groups.map(({ key, slices, thread, title }) => (
        <li key={key}>
          {thread === undefined ? (
            <p className="px-4 py-1 text-13 font-medium">{title}</p>
          ) : (
            <ThreadLine thread={thread} search={reading(search, thread.threadId)} isCurrent={search.thread === thread.threadId} />
          )}
          <Words search={thread === undefined ? search : reading(search, thread.threadId)} slices={slices} />
        </li>
      ))}
    </Hits>
  )
}

/** What a search found: things, what joins them, and words by the thread they stand in. */
export const FoundPane = ({
  clientId,
  found,
  search
}: {
  readonly clientId: ClientId
  readonly found: QueryResult
  readonly search: KnowledgeSearch
}) => {
  const names = new Map(found.entities.map((entity) => [entity.entityId, nodeLabel(entity)]))
  const total = found.entities.length + found.relations.length + found.context.length
  if (total === 0)
    return (
      <p role="status" className="px-4 py-3 text-13 text-muted">
        {knowledge.noHits} {knowledge.noHitsSearched(found.sources.length)} {knowledge.vectors[found.stats.vectors]}
      </p>
    )
  return (
    <div>
      <p role="status" className="px-4 py-2 text-12 text-muted">
        {knowledge.hitCount(total)}
        {found.stats.truncated ? `. ${knowledge.truncated}` : ""}
        {knowledge.vectors[found.stats.vectors] === "" ? "" : `. ${knowledge.vectors[found.stats.vectors]}`}
      </p>
      <WordHits clientId={clientId} found={found} search={search} />
      <Hits title={knowledge.hits.entities} count={found.entities.length}>
        {found.entities.map((entity) => (
          <li key={entity.entityId}>
            <Link
              to="/knowledge"
              search={selecting(search, { entity: entity.entityId })}
              resetScroll={false}
              aria-current={search.entity === entity.entityId ? "true" : undefined}
              className={paneLine}
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
              className={paneLine}
            >
              <span className="truncate font-medium">{names.get(subjectId) ?? knowledge.brokenName}</span>
              <span className="truncate text-muted">
                {predicate} {names.get(objectId) ?? knowledge.brokenName}
              </span>
            </Link>
          </li>
        ))}
      </Hits>
    </div>
  )
}

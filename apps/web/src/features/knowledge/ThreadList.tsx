import type { MailThread } from "@beep/evidence/contract/mail/MailThread"
import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { DateTime } from "effect"
import { ChevronRight, Mail } from "lucide-react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { ListSkeleton } from "../../shell/ListSkeleton.tsx"
import { exactInstant, shortDay } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { participantName } from "../evidence/participants.ts"
import { addedDocumentsQuery } from "../evidence/queries.ts"
import { type KnowledgeSearch, reading, selecting, withoutThread } from "./KnowledgeSearch.ts"
import { paneLine } from "./paneLine.ts"
import { threadsQuery } from "./queries.ts"

interface Place {
  readonly clientId: ClientId
  readonly search: KnowledgeSearch
}

const Line = ({
  at,
  count,
  isCurrent,
  search,
  title,
  who
}: {
  readonly title: string
  readonly who: string
  readonly at: DateTime.Utc
  /** Of messages; null for one that stands alone. */
  readonly count: number | null
  readonly search: KnowledgeSearch
  readonly isCurrent: boolean
}) => {
  const now = useNow()
  return (
    <Link to="/knowledge" search={search} resetScroll={false} aria-current={isCurrent ? "true" : undefined} className={paneLine}>
      <span className="flex min-w-0 items-center gap-2">
        <span className="flex-1 truncate font-medium">{title}</span>
        <time dateTime={DateTime.formatIso(at)} title={exactInstant(at)} className="text-12 text-muted tabular-nums">
          {shortDay(at, now)}
        </time>
      </span>
      <span className="flex min-w-0 items-center gap-2 text-muted">
        <span className="flex-1 truncate">{who}</span>
        {count === null ? null : (
          <span className="text-12 tabular-nums">
            {count}
            <span className="sr-only"> {knowledge.messageWord(count)}</span>
          </span>
        )}
      </span>
    </Link>
  )
}

/** A thread by its subject, who wrote last, when, and how many messages it has. */
export const ThreadLine = ({
  isCurrent,
  search,
  thread
}: {
  readonly thread: MailThread
  readonly search: KnowledgeSearch
  readonly isCurrent: boolean
}) => (
  <Line
    title={thread.subject === null ? knowledge.closedSubject : thread.subject.trim() === "" ? evidence.noSubject : thread.subject}
    who={thread.from === null ? evidence.unknownSender : participantName(thread.from)}
    at={thread.latestAt}
    count={thread.messages}
    search={search}
    isCurrent={isCurrent}
  />
)

const More = ({ busy, onMore }: { readonly busy: boolean; readonly onMore: () => void }) => (
  <div className="px-4 pb-3">
    <Button size="small" unavailable={busy} onClick={onMore}>
      {evidence.more}
    </Button>
  </div>
)

/** Messages that somebody added: they came from no mailbox, so they are in no thread. */
const Added = ({ clientId, open, search }: Place & { readonly open: boolean }) => {
  const query = useInfiniteQuery(addedDocumentsQuery(clientId))
  const documents = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isError && documents.length === 0) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (documents.length === 0) return null
  return (
    <details open={open} className="group border-t border-line">
      <summary className="flex min-h-9 cursor-pointer items-center gap-1.5 px-4 text-12 text-muted tabular-nums hover:bg-hover">
        <ChevronRight aria-hidden="true" className="size-3.5 group-open:rotate-90" strokeWidth={1.5} />
        {knowledge.added(documents.length)}
        {query.hasNextPage ? "+" : ""}
      </summary>
      <ul aria-label={knowledge.added(documents.length)} className="grid gap-0.5 pb-2 max-lg:max-h-72 max-lg:overflow-y-auto">
        {documents.map(({ documentId, from, receivedAt, sentAt, state, title }) => (
          <li key={documentId}>
            <Line
              title={
                state !== "readable"
                  ? evidence.stateWords[state]
                  : title === null || title.trim() === ""
                    ? evidence.noSubject
                    : title
              }
              who={from === null ? evidence.unknownSender : participantName(from)}
              at={sentAt ?? receivedAt}
              count={null}
              search={selecting(withoutThread(search), { document: documentId })}
              isCurrent={search.document === documentId}
            />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? <More busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} /> : null}
    </details>
  )
}

/** The household's mail: threads, latest first, and what was added by hand. */
export const ThreadList = ({ clientId, search, mayFile }: Place & { readonly mayFile: boolean }) => {
  const query = useInfiniteQuery(threadsQuery(clientId))
  const pages = query.data?.pages ?? []
  const [first] = pages
  const threads = pages.flatMap((page) => page.items)
  if (query.isPending) return <ListSkeleton what={knowledge.loadingThreads} />
  if (query.isError && first === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <section aria-labelledby="household-mail">
        <div className="flex flex-wrap items-center gap-x-3 px-4 pt-2">
          <h3 id="household-mail" className="text-12 text-muted tabular-nums">
            {knowledge.threadCount(first?.threads ?? 0, first?.messages ?? 0)}
          </h3>
          {mayFile ? (
            <Link
              to="/settings/connections"
              search={{}}
              className="ml-auto inline-flex min-h-6 items-center rounded-chip text-12 text-brand-text hover:underline"
            >
              {knowledge.unfiled}
            </Link>
          ) : null}
        </div>
        {threads.length === 0 ? (
          <EmptyState title={knowledge.noThreads} text={knowledge.noThreadsText} icon={<Mail strokeWidth={1.5} />} />
        ) : (
          <ul aria-label={knowledge.threads} className="grid gap-0.5 py-2 max-lg:max-h-96 max-lg:overflow-y-auto">
            {threads.map((thread) => (
              <li key={thread.threadId}>
                <ThreadLine
                  thread={thread}
                  search={reading(search, thread.threadId)}
                  isCurrent={search.thread === thread.threadId}
                />
              </li>
            ))}
          </ul>
        )}
        {query.hasNextPage ? <More busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} /> : null}
      </section>
      <Added clientId={clientId} search={search} open={threads.length === 0 || search.document !== undefined} />
    </>
  )
}

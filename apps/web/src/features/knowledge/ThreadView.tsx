import type { EvidenceItem } from "@beep/evidence/contract/EvidenceItem"
import type { Finding, ThreadDetail } from "@beep/evidence/contract/mail/MailThread"
import type { DocumentDetail } from "@beep/evidence/contract/Document"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { Chip } from "@beep/ui/Chip"
import { HighlightedText } from "@beep/ui/HighlightedText"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { ChevronDown, ChevronRight } from "lucide-react"
import { useState } from "react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { participantName } from "../evidence/participants.ts"
import { documentQuery } from "../evidence/queries.ts"
import { nodeLabel, type Shown } from "./graphModel.ts"
import type { Selection } from "./KnowledgeSearch.ts"
import { MoveThread } from "./MoveThread.tsx"
import { evidenceQuery, threadQuery } from "./queries.ts"
import { partsOf, spanKey, stillMatches } from "./spans.ts"

type Message = ThreadDetail["messages"][number]

interface Place {
  readonly clientId: ClientId
  readonly shown: Shown
  readonly onSelect: (selection: Selection) => void
}

const selectionOf = (finding: Finding): Selection =>
  finding.kind === "entity" ? { entity: finding.entityId } : { relation: finding.relationId }

/** What a highlighted span says, for those who hear it. */
const nameOf = (finding: Finding, shown: Shown): string => {
  if (finding.kind === "entity") {
    const entity = shown.entities.find(({ entityId }) => entityId === finding.entityId)
    return entity === undefined ? knowledge.brokenName : knowledge.node(nodeLabel(entity), entity.type)
  }
  return (
    shown.relations.find(({ relationId }) => relationId === finding.relationId)?.predicate ??
    shown.entities.flatMap(({ attributes }) => attributes).find(({ relationId }) => relationId === finding.relationId)
      ?.predicate ??
    knowledge.relation
  )
}

const Body = ({
  content,
  items,
  findings,
  quotedRanges,
  onSelect,
  shown
}: Omit<Place, "clientId"> & {
  readonly content: string
  readonly items: ReadonlyArray<EvidenceItem>
  readonly findings: ReadonlyMap<string, Finding>
  readonly quotedRanges: DocumentDetail["quotedRanges"]
}) => {
  const [open, setOpen] = useState(false)
  const parts = partsOf(content.length, quotedRanges)
  const quoted = parts.filter((part) => part.quoted)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {parts
        .filter((part) => open || !part.quoted)
        .map(({ end, quoted: isQuoted, start }) => (
          <div key={start} className={isQuoted ? "border-l-2 border-line pl-3 text-muted" : undefined}>
            <HighlightedText
              framed
              text={content.slice(start, end).replace(/\s+$/, "")}
              spans={items
                .filter((item) => start <= item.startChar && item.endChar <= end)
                .map((item) => ({ id: spanKey(item), start: item.startChar - start, end: item.endChar - start }))}
              onSelect={(id) => {
                const finding = findings.get(id)
                if (finding !== undefined) onSelect(selectionOf(finding))
              }}
              labelOf={(id) => {
                const finding = findings.get(id)
                return finding === undefined ? "" : nameOf(finding, shown)
              }}
            />
          </div>
        ))}
      {quoted.length === 0 ? null : (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="inline-flex min-h-6 items-center gap-1 justify-self-start rounded-chip text-12 text-brand-text hover:underline"
        >
          {open ? knowledge.hideQuoted : knowledge.showQuoted}
        </button>
      )}
    </div>
  )
}

/** The things a message speaks of, each once, in the order of its words. */
const Found = ({ findings, onSelect, shown }: Omit<Place, "clientId"> & { readonly findings: ReadonlyArray<Finding> }) => {
  const named = new Set(findings.flatMap((finding) => (finding.kind === "entity" ? [finding.entityId] : [])))
  const entities = [...named].flatMap((id) => shown.entities.filter(({ entityId }) => entityId === id))
  if (entities.length === 0) return null
  return (
    <ul aria-label={knowledge.foundHere} className="flex flex-wrap gap-1.5">
      {entities.map((entity) => (
        <li key={entity.entityId} className="max-w-full">
          <button
            type="button"
            onClick={() => onSelect({ entity: entity.entityId })}
            className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-chip border border-line bg-surface px-1.5 text-12 hover:bg-hover"
          >
            <span className="shrink-0 whitespace-nowrap text-muted">{knowledge.types[entity.type]}</span>
            <span className="truncate font-medium">{nodeLabel(entity)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const Content = ({ clientId, message, onSelect, shown }: Place & { readonly message: Message }) => {
  const document = useQuery(documentQuery(clientId, message.documentId, undefined))
  const cited = useQuery(evidenceQuery(clientId, { documentId: message.documentId }))
  if (document.isPending || cited.isPending)
    return (
      <Loading what={evidence.loadingDocument}>
        <Skeleton className="h-24 w-full" />
      </Loading>
    )
  if (document.isError) return <Failed error={document.error} onRetry={() => void document.refetch()} />
  if (cited.isError) return <Failed error={cited.error} onRetry={() => void cited.refetch()} />
  const { content, documentVersionId, quotedRanges, state } = document.data
  if (content === null)
    return <p className="text-13 text-warn">{knowledge.messageState[state === "readable" ? "damaged" : state]}</p>
  const findings = new Map<string, Finding>(message.findings.map((finding) => [finding.evidenceId, finding]))
  const known = cited.data.items.filter(
    (item) =>
      item.documentVersionId === documentVersionId && item.source.ontologyId === shown.ontologyId && findings.has(spanKey(item))
  )
  const whole = known.filter((item) => stillMatches(content, item))
  const broken = known.length - whole.length + cited.data.omitted
  return (
    <>
      {message.removedAt === null ? null : (
        <p className="text-12 text-warn">{knowledge.messageRemoved(exactInstant(message.removedAt))}</p>
      )}
      {broken === 0 ? null : <p className="text-12 text-warn">{knowledge.omitted(broken)}</p>}
      <Body content={content} items={whole} findings={findings} quotedRanges={quotedRanges} onSelect={onSelect} shown={shown} />
      <Found findings={message.findings} onSelect={onSelect} shown={shown} />
    </>
  )
}

const OneMessage = ({ isOpen, message, ...place }: Place & { readonly message: Message; readonly isOpen: boolean }) => {
  const [open, setOpen] = useState(isOpen)
  const sender = message.from === null ? evidence.unknownSender : participantName(message.from)
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <li className="rounded-surface border border-line">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-9 w-full flex-wrap items-center gap-x-2 rounded-surface px-2.5 py-1.5 text-left text-13 hover:bg-hover"
        >
          <Icon aria-hidden="true" className="size-3.5 text-muted" strokeWidth={1.5} />
          <span className="min-w-0 flex-1 truncate font-medium">{sender}</span>
          <span className="text-12 text-muted tabular-nums">
            {message.sentAt === null ? knowledge.noDate : exactInstant(message.sentAt)}
          </span>
        </button>
      </h3>
      {open ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-t border-line bg-sunken px-3 py-2.5">
          <Content message={message} {...place} />
        </div>
      ) : null}
    </li>
  )
}

/** As many of the latest messages as stand open at first. */
const openAtFirst = 3

/** One thread: its messages in order, what each of them says, and the way to another client. */
export const ThreadView = ({
  memberId,
  mayFile,
  threadId,
  ...place
}: Place & { readonly memberId: MemberId; readonly mayFile: boolean; readonly threadId: ThreadDetail["thread"]["threadId"] }) => {
  const query = useQuery(threadQuery(place.clientId, threadId))
  if (query.isPending)
    return (
      <Loading what={knowledge.loadingThread}>
        <div className="grid gap-3 p-4">
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-40 w-full" />
        </div>
      </Loading>
    )
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const { messages, thread } = query.data
  const subject =
    thread.subject === null ? knowledge.closedSubject : thread.subject.trim() === "" ? evidence.noSubject : thread.subject
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
      <div className="grid gap-1">
        <p className="text-14 font-semibold break-words">{subject}</p>
        <p className="text-12 break-words text-muted">{thread.participants.join(", ")}</p>
        <div className="flex flex-wrap items-center gap-2 pt-1 text-12 text-muted tabular-nums">
          {knowledge.messages(messages.length)}
          <Chip tone="info">{thread.filedByPerson ? knowledge.filedByPerson : knowledge.filedByAddress}</Chip>
          {mayFile ? <MoveThread clientId={place.clientId} memberId={memberId} subject={subject} threadId={threadId} /> : null}
        </div>
      </div>
      {messages.length === 0 ? (
        <p className="text-13 text-muted">{knowledge.threadEmpty}</p>
      ) : (
        <ol aria-label={knowledge.messagesOf(subject)} className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {messages.map((message, index) => (
            <OneMessage key={message.documentId} message={message} isOpen={index >= messages.length - openAtFirst} {...place} />
          ))}
        </ol>
      )}
    </div>
  )
}

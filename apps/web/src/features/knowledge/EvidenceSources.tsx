import { evidenceLimit } from "@beep/evidence/contract/EvidenceFilter"
import type { EvidenceItem } from "@beep/evidence/contract/EvidenceItem"
import type { OntologyId } from "@beep/evidence/contract/ontology/Ontology"
import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { HighlightedText } from "@beep/ui/HighlightedText"
import { Mark } from "@beep/ui/Mark"
import { Skeleton } from "@beep/ui/Skeleton"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Check, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { evidence } from "../../messages/evidence.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { participantName, participantNames } from "../evidence/participants.ts"
import { documentQuery } from "../evidence/queries.ts"
import { evidenceQuery, type Rested } from "./queries.ts"
import { SenderFlags } from "./SenderFlags.tsx"
import { spanKey, stillMatches } from "./spans.ts"

/** One cited version with every cited span of it marked; a span that no longer fits shows as broken, never as words. */
const Source = ({
  clientId,
  first,
  items
}: {
  readonly clientId: ClientId
  readonly first: EvidenceItem
  readonly items: ReadonlyArray<EvidenceItem>
}) => {
  const query = useQuery(documentQuery(clientId, first.documentId, first.documentVersionId))
  if (query.isPending)
    return (
      <Loading what={evidence.loadingDocument}>
        <Skeleton className="h-24 w-full" />
      </Loading>
    )
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const { content, from, receivedAt, senderFlags, sentAt, sourceHash, title, to, versionNumber } = query.data
  const whole = content === null ? [] : items.filter((item) => stillMatches(content, item))
  const broken = items.length - whole.length
  return (
    <article className="overflow-hidden rounded-surface border border-line">
      <header className="grid gap-0.5 border-b border-line px-3 py-2 text-13">
        <Link
          to="/clients/$clientId/evidence"
          params={{ clientId }}
          search={{ document: first.documentId, version: first.documentVersionId }}
          className="min-h-6 font-semibold break-words hover:underline"
        >
          {title === null || title.trim() === "" ? evidence.noSubject : title}
        </Link>
        <p className="text-12 text-muted">
          {evidence.from(from === null ? evidence.unknownSender : participantName(from), participantNames(to))}
          {", "}
          {exactInstant(sentAt ?? receivedAt)}
        </p>
        <SenderFlags flags={senderFlags} />
        <p className="text-12">
          <Mark
            tone={broken === 0 ? "ok" : "warn"}
            icon={broken === 0 ? <Check strokeWidth={1.5} /> : <TriangleAlert strokeWidth={1.5} />}
          >
            {broken === 0 ? knowledge.allMatch(items.length) : knowledge.someMatch(whole.length, items.length)}
          </Mark>
        </p>
        {items.every(({ source }) => source.pointedBy === "model") ? (
          <p className="text-12 text-muted">{knowledge.byModel}</p>
        ) : null}
      </header>
      {content === null || whole.length === 0 ? (
        <p className="px-3 py-2 text-13 text-warn">{content === null ? evidence.erasedText : knowledge.brokenSpan}</p>
      ) : (
        <div role="region" tabIndex={0} aria-label={evidence.sourceText} className="max-h-96 overflow-y-auto bg-sunken px-3 py-2">
          <HighlightedText
            text={content}
            spans={whole.map((item) => ({ id: spanKey(item), start: item.startChar, end: item.endChar }))}
            selectedId={whole[0] === undefined ? undefined : spanKey(whole[0])}
            framed
            onSelect={() => undefined}
          />
        </div>
      )}
      <footer className="flex flex-wrap justify-between gap-x-3 border-t border-line px-3 py-2 text-12 text-muted tabular-nums">
        <span>{versionNumber === null ? null : evidence.versionLine(versionNumber, first.startChar, first.endChar)}</span>
        {sourceHash === null ? null : <span className="font-mono text-[0.6875rem] break-all">{evidence.hash(sourceHash)}</span>}
      </footer>
    </article>
  )
}

const byVersion = (items: ReadonlyArray<EvidenceItem>): ReadonlyArray<ReadonlyArray<EvidenceItem>> => [
  ...Map.groupBy(items, ({ documentVersionId }) => documentVersionId).values()
]

/** Spans that are shown before somebody asks for more; each of their messages is opened. */
const atFirst = 20

/** What something rests on: each cited version, with the cited words marked in it. Of a document, what the chosen ontology and the plain facts say. */
export const EvidenceSources = ({
  clientId,
  of,
  ontologyId
}: {
  readonly clientId: ClientId
  readonly of: Rested
  readonly ontologyId: OntologyId
}) => {
  const [limit, setLimit] = useState(atFirst)
  const query = useQuery({ ...evidenceQuery(clientId, of, limit), placeholderData: keepPreviousData })
  const isChosen = ({ source }: EvidenceItem) => source.ontologyId === undefined || source.ontologyId === ontologyId
  const sources = query.isSuccess ? byVersion(query.data.items.filter(isChosen)) : []
  return (
    <section aria-labelledby="rests-on" className="grid gap-3 border-t border-line px-4 py-3">
      <h3 id="rests-on" className="text-13 font-semibold">
        {knowledge.evidence}
        {query.isSuccess ? (
          <span className="ml-2 font-normal text-muted tabular-nums">{knowledge.sources(sources.length)}</span>
        ) : null}
      </h3>
      {query.isPending ? (
        <Loading what={knowledge.loadingEvidence}>
          <Skeleton className="h-32 w-full" />
        </Loading>
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          {query.data.omitted > 0 ? <p className="text-13 text-warn">{knowledge.omitted(query.data.omitted)}</p> : null}
          {sources.length === 0 ? <p className="text-13 text-muted">{knowledge.noEvidence}</p> : null}
          {sources.map(([first, ...others]) =>
            first === undefined ? null : (
              <Source key={first.documentVersionId} clientId={clientId} first={first} items={[first, ...others]} />
            )
          )}
          {limit < evidenceLimit.maximum && query.data.items.length + query.data.omitted < query.data.total ? (
            <Button
              size="small"
              className="justify-self-start"
              unavailable={query.isFetching}
              onClick={() => setLimit(Math.min(limit * 2, evidenceLimit.maximum))}
            >
              {knowledge.olderEvidence}
            </Button>
          ) : null}
        </>
      )}
    </section>
  )
}

import type { Ontology } from "@beep/evidence/contract/ontology/Ontology"
import type { ClientId, MemberId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Info, Network, TriangleAlert } from "lucide-react"
import { useMemo, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { FindPane } from "./FindPane.tsx"
import { GraphPane } from "./GraphPane.tsx"
import { litOf, shownOf } from "./graphModel.ts"
import { Inspector } from "./Inspector.tsx"
import { type KnowledgeSearch, withoutSeed } from "./KnowledgeSearch.ts"
import { StaleClaims } from "./StaleClaims.tsx"
import { extractionsQuery, findQuery, graphQuery, knowledgeKey, ontologiesQuery } from "./queries.ts"

interface Place {
  readonly clientId: ClientId
  readonly memberId: MemberId
  readonly search: KnowledgeSearch
  readonly mayWrite: boolean
  /** Whether the caller may link mailboxes, and say whose mail is. */
  readonly mayFile: boolean
}

const PanesSkeleton = () => (
  <Loading what={knowledge.loadingGraph}>
    <div className="grid min-h-80 gap-4 p-4 lg:grid-cols-[280px_minmax(0,1fr)_380px]">
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  </Loading>
)

/** How far the mail is read, and the one action that reads the rest. */
const Reading = ({ clientId, mayWrite, ontology }: Pick<Place, "clientId" | "mayWrite"> & { readonly ontology: Ontology }) => {
  const queries = useQueryClient()
  const runs = useQuery(extractionsQuery(clientId, ontology.id))
  const read = useMutation({
    mutationFn: () =>
      callApi((client) => client.knowledge.extract({ params: { clientId }, payload: { ontologyId: ontology.id } })),
    onSettled: () => queries.invalidateQueries({ queryKey: knowledgeKey(clientId) })
  })
  const counts = runs.data?.counts
  if (counts === undefined) return null
  const unread = runs.data?.unread ?? 0
  const modelLeft = runs.data?.modelLeft ?? 0
  const failed = counts.failed - modelLeft
  const waits = counts.pending + counts.running + unread
  return (
    <>
      {waits === 0 && failed === 0 ? null : (
        <Notice
          role="status"
          tone={failed > 0 ? "warn" : "plain"}
          icon={<TriangleAlert strokeWidth={1.5} />}
          action={
            mayWrite ? (
              <Button size="small" unavailable={read.isPending} onClick={() => read.mutate()}>
                {read.isPending ? knowledge.reading : failed > 0 ? knowledge.tryAgain : knowledge.readMail}
              </Button>
            ) : undefined
          }
        >
          {failed > 0
            ? knowledge.runsFailed(failed)
            : unread > 0
              ? knowledge.unread(unread, ontology.label)
              : knowledge.runs(counts)}
        </Notice>
      )}
      {modelLeft === 0 ? null : <Notice icon={<Info strokeWidth={1.5} />}>{knowledge.modelLeft(modelLeft)}</Notice>}
      {read.isError ? <FailureNotice error={read.error} /> : null}
    </>
  )
}

const Panes = ({
  clientId,
  mayFile,
  mayWrite,
  memberId,
  ontologies,
  ontology,
  search
}: Place & { readonly ontology: Ontology; readonly ontologies: ReadonlyArray<Ontology> }) => {
  const [words, setWords] = useState("")
  const hops = search.hops ?? 2
  const graph = useQuery(graphQuery({ clientId, ontologyId: ontology.id, seed: search.seed, hops }))
  const found = useQuery(findQuery(clientId, ontology.id, words, hops))
  const hidden = search.hidden
  const shown = useMemo(
    () => (graph.data === undefined ? undefined : shownOf(graph.data, found.data, hidden ?? [])),
    [graph.data, found.data, hidden]
  )
  const lit = useMemo(() => litOf(found.data), [found.data])
  if (graph.isError) return <Failed error={graph.error} onRetry={() => void graph.refetch()} />
  // What is kept on the screen while another answer is on its way is never another ontology's.
  if (graph.data === undefined || shown === undefined || graph.data.ontologyId !== ontology.id) return <PanesSkeleton />
  return (
    <>
      <div className="grid gap-2 px-4 empty:hidden [&:has(>*)]:py-3">
        <Reading clientId={clientId} mayWrite={mayWrite} ontology={ontology} />
        <StaleClaims clientId={clientId} />
        {search.seed === undefined ? null : (
          <Link
            to="/knowledge"
            search={withoutSeed(search)}
            className="inline-flex min-h-6 items-center justify-self-start text-13 text-brand-text hover:underline"
          >
            {knowledge.toHousehold}
          </Link>
        )}
      </div>
      <div className="grid flex-1 border-t border-line lg:h-[calc(100dvh-8.125rem)] lg:min-h-120 lg:flex-none lg:grid-cols-[260px_minmax(0,1fr)_340px] lg:grid-rows-[minmax(0,1fr)] xl:grid-cols-[280px_minmax(0,1fr)_400px]">
        <FindPane
          clientId={clientId}
          search={search}
          mayFile={mayFile}
          view={graph.data}
          ontology={ontology}
          found={found.data}
          failed={found.isError ? { error: found.error, retry: () => void found.refetch() } : undefined}
          words={words}
          onFind={setWords}
        />
        {shown.entities.length === 0 && graph.data.stats.clientEntityCount === 0 ? (
          <section className="border-line lg:border-x">
            <EmptyState title={knowledge.emptyGraph} text={knowledge.emptyGraphText} icon={<Network strokeWidth={1.5} />} />
          </section>
        ) : (
          <GraphPane view={graph.data} shown={shown} lit={lit} search={search} ontology={ontology} ontologies={ontologies} />
        )}
        <Inspector clientId={clientId} memberId={memberId} mayFile={mayFile} search={search} shown={shown} />
      </div>
    </>
  )
}

/** Search and mail, the graph, and the words behind what is selected. */
export const KnowledgePage = (place: Place) => {
  const query = useQuery(ontologiesQuery)
  if (query.isPending) return <PanesSkeleton />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const ontologies = query.data.items
  const wanted = place.search.ontology
  const ontology = ontologies.find(({ enabled, id }) => (wanted === undefined ? enabled : id === wanted))
  if (ontology === undefined) return <EmptyState title={knowledge.ontologyUnknown} text={knowledge.ontologyUnknownText} />
  return <Panes {...place} ontology={ontology} ontologies={ontologies} />
}

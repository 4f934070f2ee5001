import type { ClientId, MentionId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Mail } from "lucide-react"
import { evidence } from "../../messages/evidence.ts"
import { Failed } from "../../shell/Failed.tsx"
import { ListSkeleton } from "../../shell/ListSkeleton.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { DocumentList } from "./DocumentList.tsx"
import { DocumentReader } from "./DocumentReader.tsx"
import { DocumentUpload } from "./DocumentUpload.tsx"
import type { EvidenceSearch } from "./EvidenceSearch.ts"
import { MentionPanel } from "./MentionPanel.tsx"
import { documentQuery, documentsQuery } from "./queries.ts"

const ReaderSkeleton = () => (
  <Loading what={evidence.loadingDocument}>
    <div className="grid gap-3 rounded-surface border border-line p-4">
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-3 w-1/3" />
      <Skeleton className="mt-3 h-3 w-full" />
      <Skeleton className="h-3 w-11/12" />
      <Skeleton className="h-3 w-4/5" />
    </div>
  </Loading>
)

interface Place {
  readonly clientId: ClientId
  readonly search: EvidenceSearch
}

const Reading = ({ clientId, search, documentId }: Place & { readonly documentId: NonNullable<EvidenceSearch["document"]> }) => {
  const navigate = useNavigate()
  const query = useQuery(documentQuery(clientId, documentId, search.version))
  const select = (mention: MentionId) =>
    void navigate({ to: ".", search: { ...search, mention }, replace: true, resetScroll: false })
  if (query.isPending)
    return (
      <div className="p-6 max-sm:p-4">
        <ReaderSkeleton />
      </div>
    )
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const { content, mentions, state } = query.data
  return (
    <div className="grid h-full max-xl:content-start xl:grid-cols-[minmax(0,1fr)_360px]">
      <div className="p-6 max-sm:p-4">
        <DocumentReader document={query.data} selected={search.mention} onSelect={select} />
      </div>
      {state === "readable" ? (
        <div className="border-line pb-6 max-xl:border-t xl:border-l">
          <MentionPanel mentions={mentions} content={content} selected={search.mention} onSelect={select} />
        </div>
      ) : null}
    </div>
  )
}

const Documents = ({ clientId, search, mayWrite }: Place & { readonly mayWrite: boolean }) => {
  const query = useInfiniteQuery(documentsQuery(clientId))
  const documents = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="documents" className={search.document === undefined ? "min-w-0" : "min-w-0 max-md:hidden"}>
      <div className="flex min-h-13 items-center gap-2 border-b border-line px-4">
        <h2 id="documents" className="text-14 font-semibold">
          {evidence.documents}
        </h2>
        {query.isSuccess ? (
          <span className="text-12 text-muted tabular-nums">
            {evidence.documentCount(documents.length)}
            {query.hasNextPage ? "+" : ""}
          </span>
        ) : null}
      </div>
      {mayWrite ? (
        <div className="px-4 pt-3">
          <DocumentUpload clientId={clientId} />
        </div>
      ) : null}
      {query.isPending ? (
        <ListSkeleton what={evidence.loading} />
      ) : query.isError && documents.length === 0 ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : documents.length === 0 ? (
        <EmptyState
          title={evidence.empty}
          text={mayWrite ? evidence.emptyText : evidence.emptyHere}
          icon={<Mail strokeWidth={1.5} />}
        />
      ) : (
        <DocumentList documents={documents} selected={search.document} />
      )}
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

export const EvidencePage = ({ clientId, search, mayWrite }: Place & { readonly mayWrite: boolean }) => (
  <div className="grid flex-1 md:grid-cols-[288px_minmax(0,1fr)]">
    <Documents clientId={clientId} search={search} mayWrite={mayWrite} />
    <div className="min-w-0 border-line md:border-l">
      {search.document === undefined ? (
        <div className="max-md:hidden">
          <EmptyState title={evidence.choose} text={evidence.chooseText} />
        </div>
      ) : (
        <Reading key={search.document} clientId={clientId} search={search} documentId={search.document} />
      )}
    </div>
  </div>
)

import type { ClientCounts } from "@beep/runway/contract/clients/ClientListItem"
import { sentence } from "@beep/runway/contract/messages"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Kbd } from "@beep/ui/Kbd"
import { Progress } from "@beep/ui/Progress"
import { Skeleton } from "@beep/ui/Skeleton"
import { Switch } from "@beep/ui/Switch"
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { DateTime } from "effect"
import { Plus, Users } from "lucide-react"
import { useEffect } from "react"
import { app, states } from "../../messages/app.ts"
import { clients } from "../../messages/clients.ts"
import { ritual } from "../../messages/ritual.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Footer } from "../../shell/Footer.tsx"
import { useListMode, useNarrow } from "../../shell/listMode.ts"
import { ListModeSwitch } from "../../shell/ListModeSwitch.tsx"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { useChangePreferences, usePreferences } from "../../shell/preferences.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { ConnectErrorNotice } from "../connect/ConnectErrorNotice.tsx"
import { ClientCards } from "./ClientCards.tsx"
import { ClientFilters } from "./ClientFilters.tsx"
import { weekRitualQuery } from "../ritual/queries.ts"
import { useReview } from "../ritual/useReview.ts"
import { changed, type ClientsSearch, isFiltered, viewOf } from "./ClientsSearch.ts"
import { ClientsSkeleton } from "./ClientsSkeleton.tsx"
import { ClientTable } from "./ClientTable.tsx"
import { ExportButton } from "./ExportButton.tsx"
import { setLastView } from "./lastView.ts"
import { clientsQuery } from "./queries.ts"
import { SavedViews } from "./SavedViews.tsx"
import { useListKeys } from "./useListKeys.ts"
import { useReadAhead } from "./useReadAhead.ts"

const AddClient = () => (
  <Button variant="primary" asChild>
    <Link to="/onboarding/new">
      <Plus aria-hidden="true" strokeWidth={1.5} />
      {clients.add}
    </Link>
  </Button>
)

const Nothing = ({ filtered }: { readonly filtered: boolean }) =>
  filtered ? (
    <EmptyState
      title={clients.noMatch}
      text={clients.noMatchText}
      action={
        <Button asChild>
          <Link to="/clients">{clients.clear}</Link>
        </Button>
      }
    />
  ) : (
    <EmptyState title={clients.empty} text={clients.emptyText} icon={<Users strokeWidth={1.5} />} />
  )

const Hints = () => (
  <p className="flex items-center gap-1 text-12 text-muted max-sm:hidden">
    <Kbd>↑</Kbd>
    <Kbd>↓</Kbd> {app.keys.move} <span className="w-2" />
    <Kbd>Enter</Kbd> {app.keys.open} <span className="w-2" />
    <Kbd>w</Kbd> {app.keys.why} <span className="w-2" />
    <Kbd>r</Kbd> {app.keys.review} <span className="w-2" />
    <Kbd>?</Kbd> {app.keys.keys}
  </p>
)

/** How far the week is, and the caller's own time; the second is read beside the list and never waited for. */
const Week = ({ me, counts }: { readonly me: Me; readonly counts: ClientCounts }) => {
  const spent = useQuery(weekRitualQuery(me.memberId)).data
  const { reviewed, total, worked } = counts
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-6 pb-2 text-12 text-muted tabular-nums max-sm:px-4">
      <span className="w-40 shrink-0">
        <Progress label={ritual.progress(reviewed, total)} done={reviewed} total={total} />
      </span>
      <span>
        {total > 0 && reviewed === total ? ritual.allDone(total) : ritual.progress(reviewed, total)}
        {", "}
        {ritual.workedOn(worked)}
        {spent === undefined || spent.p50Seconds === null || spent.p90Seconds === null
          ? "."
          : `, ${ritual.spent(spent.p50Seconds, spent.p90Seconds)}.`}
      </span>
    </div>
  )
}

export const ClientsPage = ({ me, search }: { readonly me: Me; readonly search: ClientsSearch }) => {
  const navigate = useNavigate()
  const view = viewOf(search)
  const sort = view.sort ?? "runway"
  const query = useInfiniteQuery(clientsQuery(me.memberId, view))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  useReadAhead(items)
  const now = useNow()
  const asList = useListMode()
  // A phone has no room for the table: without List Mode its cards keep their bars.
  const asCards = useNarrow() || asList
  const { rows } = usePreferences()
  const change = useChangePreferences()
  const queries = useQueryClient()
  useEffect(() => setLastView(queries, viewOf(search)), [queries, search])
  const counts = query.data?.pages[0]?.counts
  const review = useReview()
  const mayReview = me.capabilities.includes("hygiene.write")
  const onKeyDown = useListKeys(
    mayReview
      ? (clientId) => {
          const item = items.find((one) => one.clientId === clientId)
          if (item !== undefined && !review.isPending)
            review.mutate({ clientId, name: item.name, reviewed: item.reviewed !== null })
        }
      : undefined
  )
  const newest = items
    .flatMap((item) => (item.lastSyncedAt === null ? [] : [item.lastSyncedAt]))
    .toSorted((a, b) => DateTime.Order(b, a))[0]
  const week = query.data?.pages[0]?.week
  const filtered = isFiltered(view)
  const mayAdd = me.capabilities.includes("clients.manage")
  useCommand("addClient", () => void navigate({ to: "/onboarding/new" }), mayAdd)
  return (
    <>
      <PageTitle page={clients.title} />
      <header className="flex min-h-15 flex-wrap items-center gap-x-3 px-6 pt-3 pb-2 max-sm:px-4">
        <div className="min-w-60 flex-1">
          <h1 className="text-20 font-semibold">
            {counts === undefined ? (
              query.isPending ? (
                <Skeleton className="h-7 w-96 max-w-full" />
              ) : (
                clients.title
              )
            ) : (
              sentence.clientsNeedAttention(counts.needsAttention)
            )}
          </h1>
          <p className="text-13 text-muted">
            {counts === undefined ? (
              query.isPending ? (
                <Skeleton className="mt-1 h-4 w-72 max-w-full" />
              ) : null
            ) : (
              `${clients.order(counts.total, sort)} ${newest === undefined ? "" : sentence.basedOn(exactInstant(newest, me.organization.timezone))}`
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:w-full max-sm:pt-2">
          <ListModeSwitch />
          <ExportButton me={me} view={view} />
          {mayAdd ? <AddClient /> : null}
        </div>
      </header>
      {search.connect_error === undefined ? null : (
        <div className="px-6 pb-2 max-sm:px-4">
          <ConnectErrorNotice error={search.connect_error} />
        </div>
      )}
      {counts === undefined || counts.total === 0 ? null : <Week me={me} counts={counts} />}
      <ClientFilters me={me} view={view} counts={counts}>
        <SavedViews me={me} view={view} />
        {asCards ? null : (
          <Switch
            label={app.comfortable}
            checked={rows === "comfortable"}
            onChange={(on) => change({ rows: on ? "comfortable" : "compact" })}
          />
        )}
      </ClientFilters>
      {query.isError && items.length > 0 ? (
        <p role="status" className="px-6 pb-2 text-12 text-warn max-sm:px-4">
          {states.keptShown}
        </p>
      ) : null}
      {query.isPending ? (
        <ClientsSkeleton />
      ) : query.isError && items.length === 0 ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 || week === undefined ? (
        <Nothing filtered={filtered} />
      ) : (
        <div onKeyDown={onKeyDown}>
          {asCards ? (
            <ClientCards items={items} week={week} sort={sort} now={now} bars={!asList} />
          ) : (
            <ClientTable
              items={items}
              week={week}
              now={now}
              sort={sort}
              onSort={(to) =>
                void navigate({ to: "/clients", search: changed(view, { sort: to === "runway" ? undefined : to }) })
              }
            />
          )}
        </div>
      )}
      {items.length === 0 ? null : (
        <div className="flex min-h-11 items-center gap-3 px-6 py-2 max-sm:px-4">
          <Hints />
          <span role="status" className="ml-auto text-12 text-muted tabular-nums">
            {clients.found(items.length, query.hasNextPage)}
          </span>
          {query.hasNextPage ? (
            <Button size="small" unavailable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {clients.loadMore}
            </Button>
          ) : null}
        </div>
      )}
      <Footer />
    </>
  )
}

import { rolesOf } from "@beep/kernel/Scope"
import { sentence } from "@beep/runway/contract/messages"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Kbd } from "@beep/ui/Kbd"
import { Skeleton } from "@beep/ui/Skeleton"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { DateTime } from "effect"
import { Plus, Users } from "lucide-react"
import { app, states } from "../../messages/app.ts"
import { clients } from "../../messages/clients.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Footer } from "../../shell/Footer.tsx"
import { useListChosen, useNarrow } from "../../shell/listMode.ts"
import { ListModeSwitch } from "../../shell/ListModeSwitch.tsx"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { ConnectErrorNotice } from "../connect/ConnectErrorNotice.tsx"
import { ClientCards } from "./ClientCards.tsx"
import { ClientFilters } from "./ClientFilters.tsx"
import type { ClientsSearch } from "./ClientsSearch.ts"
import { ClientsSkeleton } from "./ClientsSkeleton.tsx"
import { ClientTable } from "./ClientTable.tsx"
import { clientsQuery } from "./queries.ts"
import { useListKeys } from "./useListKeys.ts"

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
    <Kbd>?</Kbd> {app.keys.keys}
  </p>
)

export const ClientsPage = ({ me, search }: { readonly me: Me; readonly search: ClientsSearch }) => {
  const query = useInfiniteQuery(clientsQuery(me.memberId, search))
  const now = useNow()
  const listChosen = useListChosen()
  const asCards = useNarrow() || listChosen === true
  const onKeyDown = useListKeys()
  const counts = query.data?.pages[0]?.counts
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const newest = items
    .flatMap((item) => (item.lastSyncedAt === null ? [] : [item.lastSyncedAt]))
    .toSorted((a, b) => DateTime.Order(b, a))[0]
  const filtered =
    search.q !== undefined || search.band !== undefined || search.attention !== undefined || search.connection !== undefined
  const mayAdd = rolesOf("clients.manage").includes(me.role)
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
              `${clients.order(counts.total)} ${newest === undefined ? "" : sentence.basedOn(exactInstant(newest, me.organization.timezone))}`
            )}
          </p>
        </div>
        <div className="flex items-center gap-3 max-sm:w-full max-sm:justify-between max-sm:pt-2">
          <ListModeSwitch />
          {mayAdd ? <AddClient /> : null}
        </div>
      </header>
      {search.connect_error === undefined ? null : (
        <div className="px-6 pb-2 max-sm:px-4">
          <ConnectErrorNotice error={search.connect_error} />
        </div>
      )}
      <ClientFilters search={search} counts={counts} />
      {query.isError && items.length > 0 ? (
        <p role="status" className="px-6 pb-2 text-12 text-warn max-sm:px-4">
          {states.keptShown}
        </p>
      ) : null}
      {query.isPending ? (
        <ClientsSkeleton />
      ) : query.isError && items.length === 0 ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <Nothing filtered={filtered} />
      ) : (
        <div onKeyDown={onKeyDown}>
          {asCards ? <ClientCards items={items} now={now} bars={listChosen !== true} /> : <ClientTable items={items} now={now} />}
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

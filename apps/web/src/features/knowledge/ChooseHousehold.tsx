import type { MemberId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Skeleton } from "@beep/ui/Skeleton"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Network } from "lucide-react"
import { app } from "../../messages/app.ts"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Footer } from "../../shell/Footer.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { clientsQuery } from "../clients/queries.ts"

/** `/knowledge` without a household: nothing picks one by itself. */
export const ChooseHousehold = ({ memberId }: { readonly memberId: MemberId }) => {
  const query = useInfiniteQuery(clientsQuery(memberId, { kind: "household", sort: "name" }))
  const households = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageTitle page={app.rooms.knowledge} />
      <header className="border-b border-line px-6 py-3 max-sm:px-4">
        <h1 className="text-16 font-semibold">{knowledge.choose}</h1>
        <p className="text-13 text-muted">{knowledge.chooseText}</p>
      </header>
      {query.isPending ? (
        <Loading what={knowledge.households}>
          <Skeleton className="m-6 h-24" />
        </Loading>
      ) : query.isError && households.length === 0 ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : households.length === 0 ? (
        <EmptyState title={knowledge.noHouseholds} text={knowledge.noHouseholdsText} icon={<Network strokeWidth={1.5} />} />
      ) : (
        <ul aria-label={knowledge.households} className="grid max-w-160 gap-1 p-4">
          {households.map(({ clientId, name }) => (
            <li key={clientId}>
              <Link
                to="/knowledge"
                search={{ client: clientId }}
                className="flex min-h-10 items-center rounded-control px-2 text-14 font-medium hover:bg-hover"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <div className="px-6 pb-3 max-sm:px-4">
          <Button size="small" unavailable={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {knowledge.moreHouseholds}
          </Button>
        </div>
      ) : null}
      <Footer of="mail" />
    </>
  )
}

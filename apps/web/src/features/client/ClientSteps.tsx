import type { ClientId } from "@beep/kernel/ids"
import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { IconButton } from "@beep/ui/IconButton"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { ChevronDown, ChevronUp } from "lucide-react"
import { useEffect, useState } from "react"
import { client as words } from "../../messages/clients.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { useLastView } from "../clients/lastView.ts"
import { clientQuery, clientsQuery } from "../clients/queries.ts"
import { digestQuery } from "../digest/queries.ts"
import { homeOf } from "./homeOf.ts"
import { neighboursOf } from "./neighbours.ts"

export interface ClientStepsProps {
  readonly clientId: ClientId
  readonly me: Me
  /** The open tab: kept where the other client has it too. */
  readonly tab: string | undefined
}

const readAhead = 2

/** A client that is likely to be opened next: there when its key is pressed. */
const ReadAhead = ({ clientId }: Pick<To, "clientId">) => {
  const queries = useQueryClient()
  useEffect(() => {
    void queries.prefetchQuery(clientQuery(clientId))
    void queries.prefetchQuery(digestQuery(clientId))
  }, [clientId, queries])
  return null
}

type To = Pick<ClientListItem, "clientId" | "kind">

/** The client before and after, in the order of the view that was looked at last: buttons, `[` and `]`. */
export const ClientSteps = ({ clientId, me, tab }: ClientStepsProps) => {
  const navigate = useNavigate()
  const view = useLastView()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(clientsQuery(me.memberId, view))
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const [seen, setSeen] = useState<{ readonly clientId: ClientId; readonly position: number } | null>(null)
  const here = neighboursOf(items, clientId, seen?.clientId === clientId ? seen.position : undefined)
  if (here !== undefined && (seen?.clientId !== clientId || seen.position !== here.position))
    setSeen({ clientId, position: here.position })
  // Only the page that holds this client and the one after it are read.
  const needsMore = data !== undefined && here?.next === undefined && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (needsMore) void fetchNextPage()
  }, [needsMore, fetchNextPage])
  const placeOf = (client: To) =>
    tab === "audit" || tab === "evidence" || (tab === "hygiene" && client.kind === "business")
      ? ({ to: `/clients/$clientId/${tab}`, params: { clientId: client.clientId } } as const)
      : homeOf(client)
  const go = (to: To | undefined) => (to === undefined ? undefined : void navigate(placeOf(to)))
  useCommand("previous", () => go(here?.previous), here?.previous !== undefined)
  useCommand("next", () => go(here?.next), here?.next !== undefined)
  useCommand("toList", () => void navigate({ to: "/clients", search: view }))
  if (here === undefined) return null
  const total = items.length
  return (
    <span className="flex items-center gap-1">
      {items
        .slice(here.position, here.position + readAhead)
        .filter(({ kind }) => kind === "business")
        .map((item) => (
          <ReadAhead key={item.clientId} clientId={item.clientId} />
        ))}
      <span className="pr-1 text-13 text-muted tabular-nums max-sm:sr-only">
        {words.place(here.position, total, hasNextPage)}
      </span>
      <IconButton
        variant="default"
        label={words.previous(here.previous?.name)}
        aria-keyshortcuts="["
        unavailable={here.previous === undefined}
        icon={<ChevronUp strokeWidth={1.5} />}
        onClick={() => go(here.previous)}
      />
      <IconButton
        variant="default"
        label={words.next(here.next?.name)}
        aria-keyshortcuts="]"
        unavailable={here.next === undefined}
        icon={<ChevronDown strokeWidth={1.5} />}
        onClick={() => go(here.next)}
      />
    </span>
  )
}

import type { ClientId } from "@beep/kernel/ids"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { IconButton } from "@beep/ui/IconButton"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { ChevronDown, ChevronUp } from "lucide-react"
import { useEffect } from "react"
import { client as words } from "../../messages/clients.ts"
import { useShortcut } from "../../shell/shortcuts.ts"
import { clientsQuery } from "../clients/queries.ts"
import { neighboursOf } from "./neighbours.ts"

export interface ClientStepsProps {
  readonly clientId: ClientId
  readonly me: Me
  /** The open tab: kept where the other client has it too. */
  readonly tab: string | undefined
}

/** The client before and after, in the order of the list: buttons, `[` and `]`. */
export const ClientSteps = ({ clientId, me, tab }: ClientStepsProps) => {
  const navigate = useNavigate()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(clientsQuery(me.memberId, {}))
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const here = neighboursOf(items, clientId)
  // Only the page that holds this client and the one after it are read.
  const needsMore = data !== undefined && here?.next === undefined && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (needsMore) void fetchNextPage()
  }, [needsMore, fetchNextPage])
  const go = (to: { readonly clientId: ClientId } | undefined) => {
    if (to === undefined) return
    const params = { clientId: to.clientId }
    void (tab === "audit" || tab === "evidence"
      ? navigate({ to: `/clients/$clientId/${tab}`, params })
      : navigate({ to: "/clients/$clientId", params }))
  }
  useShortcut("[", () => go(here?.previous))
  useShortcut("]", () => go(here?.next))
  const total = data?.pages[0]?.counts.total
  if (here === undefined || total === undefined) return null
  return (
    <span className="flex items-center gap-1">
      <span className="pr-1 text-13 text-muted tabular-nums max-sm:sr-only">{words.place(here.position, total)}</span>
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

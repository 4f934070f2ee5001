import type { ClientListItem } from "@beep/runway/contract/clients/ClientListItem"
import { useRouter } from "@tanstack/react-router"
import { useEffect } from "react"
import { whenIdle } from "../../shell/whenIdle.ts"
import { homeOf } from "../client/homeOf.ts"

/**
 * The code of a client's pages, and of the first business of the view what its digest shows: read while nothing else is done, so
 * that the first client opens like every other. The others are read ahead from client to client (`ClientSteps`).
 */
export const useReadAhead = (items: ReadonlyArray<ClientListItem>): void => {
  const router = useRouter()
  const clientId = items.find(({ kind }) => kind === "business")?.clientId
  useEffect(() => {
    if (clientId === undefined) return undefined
    return whenIdle(() => {
      void router.preloadRoute(homeOf({ clientId, kind: "business" }))
      void router.loadRouteChunk(router.routesById["/_app/clients/$clientId/hygiene"])
    })
  }, [clientId, router])
}
